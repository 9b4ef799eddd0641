package dev.obs.spi;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/// The lines that wait for the first start. Bounded in lines and characters; the rest is counted.
/// Used under a lock.
final class EarlyEntries {
  private static final int MAX_LINES = 1_000;
  private static final long MAX_CHARACTERS = 1_000_000;
  private static final int OTHER = 100; // characters that a value takes

  private final Queue<Entry> entries = new ArrayDeque<>();
  private long characters;
  private long missed;

  /// A line as it was when it was written. The exception is read later: its trace does not change.
  record Entry(
      String logger,
      Instant time,
      Severity severity,
      String severityText,
      String message,
      Optional<Throwable> thrown,
      Attributes attributes,
      Optional<String> thread,
      boolean isOnConsole)
      implements LogEntry {

    /// Reads an entry on the thread that writes the line.
    static Entry of(LogEntry entry) {
      return new Entry(
          read(entry::logger, ""),
          read(entry::time, Instant.now()),
          read(entry::severity, Severity.UNDEFINED_SEVERITY_NUMBER),
          read(entry::severityText, ""),
          read(entry::message, ""),
          read(entry::thrown, Optional.empty()),
          read(entry::attributes, Attributes.empty()),
          read(entry::thread, Optional.<String>empty())
              .or(() -> Optional.of(Thread.currentThread().getName())),
          read(entry::isOnConsole, false));
    }

    private static <T> T read(Supplier<T> part, T otherwise) {
      try {
        T value = part.get();
        return value == null ? otherwise : value;
      } catch (Throwable unreadable) {
        return otherwise;
      }
    }

    long characters() {
      long[] sum = {message.length() + OTHER};
      attributes.forEach((key, value) -> sum[0] += key.getKey().length() + length(value));
      return sum[0];
    }

    private static int length(Object value) {
      return value instanceof Number ? OTHER : SafeText.of(value).length() + OTHER;
    }
  }

  /// Keeps an entry.
  ///
  /// @return whether there was room
  boolean add(Entry entry) {
    long size = entry.characters();
    if (entries.size() == MAX_LINES || characters + size > MAX_CHARACTERS) {
      missed++;
      return false;
    }
    characters += size;
    return entries.add(entry);
  }

  /// Passes all entries on, also those that are added meanwhile.
  void passTo(LogIntake intake) {
    for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
      intake.accept(entry);
    }
    characters = 0;
    if (missed > 0) {
      intake.missed(missed);
      missed = 0;
    }
  }
}
