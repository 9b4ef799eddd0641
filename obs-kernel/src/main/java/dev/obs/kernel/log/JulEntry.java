package dev.obs.kernel.log;

import dev.obs.model.SafeText;
import dev.obs.spi.AttributedRecord;
import dev.obs.spi.LogEntry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// A record of `java.util.logging` as an entry. Its getters, parameters and resource bundle belong
/// to the application and may throw; what cannot be formatted stays as it was written.
///
/// @param isOnConsole whether another handler writes it on the console
record JulEntry(LogRecord record, boolean isOnConsole) implements LogEntry {
  private static final SimpleFormatter TEXT = new SimpleFormatter();

  /// A parameter whose text can be read in any case.
  private record Parameter(Object value) {
    @Override
    public String toString() {
      return SafeText.of(value);
    }
  }

  @Override
  public String logger() {
    return record.getLoggerName();
  }

  @Override
  public Instant time() {
    return record.getInstant();
  }

  @Override
  public Severity severity() {
    return Severities.of(record.getLevel());
  }

  @Override
  public String severityText() {
    return record.getLevel().getName();
  }

  @Override
  public Optional<Throwable> thrown() {
    return Optional.ofNullable(record.getThrown());
  }

  @Override
  public Attributes attributes() {
    return record instanceof AttributedRecord attributed
        ? attributed.attributes()
        : Attributes.empty();
  }

  @Override
  public String message() {
    String apart = record instanceof AttributedRecord attributed ? read(attributed::message) : null;
    return apart == null ? formatted() : apart;
  }

  private static <T> @Nullable T read(Callable<@Nullable T> part) {
    try {
      return part.call();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /// As the logging API formats it. What a bundle cannot translate stays as it was written.
  private String formatted() {
    String raw = read(record::getMessage);
    Object[] parameters = read(record::getParameters);
    ResourceBundle bundle = read(record::getResourceBundle);
    if (bundle == null && (parameters == null || parameters.length == 0)) {
      return raw == null ? "" : raw;
    }
    LogRecord copy = new LogRecord(Level.INFO, raw);
    copy.setParameters(safe(parameters));
    copy.setResourceBundle(bundle);
    String text = read(() -> TEXT.formatMessage(copy));
    if (text == null && bundle != null) {
      copy.setResourceBundle(null);
      text = read(() -> TEXT.formatMessage(copy));
    }
    return text != null ? text : raw == null ? "" : raw;
  }

  /// Formats such as `{0,number}` and `{0,date}` depend on the type of their values.
  private static Object @Nullable [] safe(@Nullable Object @Nullable [] parameters) {
    if (parameters == null) {
      return null;
    }
    Object[] safe = Arrays.copyOf(parameters, parameters.length, Object[].class);
    for (int i = 0; i < safe.length; i++) {
      if (safe[i] != null && !isPlain(safe[i])) {
        safe[i] = new Parameter(safe[i]);
      }
    }
    return safe;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Date
        || value instanceof TemporalAccessor;
  }
}
