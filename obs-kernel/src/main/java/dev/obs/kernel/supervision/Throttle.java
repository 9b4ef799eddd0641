package dev.obs.kernel.supervision;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// A limit of log lines: one for each cause and minute, and at most 30 a minute in all, because a
/// cause may hold the words of a server.
///
/// Thread-safe. Remembers at most 256 causes, the most recent ones.
public final class Throttle {
  private static final long PERIOD = Duration.ofMinutes(1).toNanos();
  private static final int LINES = 30;
  private static final int CAUSES = 256;

  private final Map<String, Long> admittedAt = new LinkedHashMap<>();
  private long periodStart = System.nanoTime();
  private int lines;
  private long suppressed;

  /// Admits a line, or counts it as suppressed.
  ///
  /// @return the number of lines suppressed since the last admitted one; empty if this one is
  public synchronized OptionalLong admit(String cause) {
    long now = System.nanoTime();
    if (!isDue(cause, now)) {
      suppressed++;
      return OptionalLong.empty();
    }
    admittedAt.remove(cause);
    admittedAt.put(cause, now);
    if (admittedAt.size() > CAUSES) {
      admittedAt.remove(admittedAt.keySet().iterator().next());
    }
    long before = suppressed;
    suppressed = 0;
    return OptionalLong.of(before);
  }

  /// Appends the number of suppressed lines to a line.
  public static String line(String text, long suppressed) {
    return suppressed == 0 ? text : text + " (" + suppressed + " such lines left out)";
  }

  private boolean isDue(String cause, long now) {
    if (now - periodStart >= PERIOD) {
      periodStart = now;
      lines = 0;
    }
    Long last = admittedAt.get(cause);
    return (last == null || now - last >= PERIOD) && lines++ < LINES;
  }
}
