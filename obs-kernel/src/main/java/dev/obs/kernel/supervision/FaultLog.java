package dev.obs.kernel.supervision;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Logs faults: one line for each cause and minute, and at most 30 lines a minute in all, because a
/// cause may hold a server's words. What was left out is counted in the next line.
///
/// Thread-safe. Remembers at most 256 causes, the most recent ones.
public final class FaultLog {
  private static final long PERIOD = Duration.ofMinutes(1).toNanos();
  private static final int LINES = 30;
  private static final int CAUSES = 256;

  private final System.Logger logger;
  private final UnaryOperator<String> redaction;
  private final Map<String, Long> loggedAt = new LinkedHashMap<>();
  private long periodStart = System.nanoTime();
  private int lines;
  private long left;

  /// @param logger gets the lines
  /// @param redaction replaces the secrets in a line, which may hold the words of others
  public FaultLog(System.Logger logger, UnaryOperator<String> redaction) {
    this.logger = logger;
    this.redaction = redaction;
  }

  /// Logs a warning unless there has been enough of it.
  ///
  /// @param cause what makes it the same fault
  /// @param message what happened and what to do
  public void warn(String cause, String message) {
    long before;
    synchronized (this) {
      long now = System.nanoTime();
      if (!admits(cause, now)) {
        left++;
        return;
      }
      loggedAt.remove(cause);
      loggedAt.put(cause, now);
      if (loggedAt.size() > CAUSES) {
        loggedAt.remove(loggedAt.keySet().iterator().next());
      }
      before = left;
      left = 0;
    }
    String line = redaction.apply(message);
    logger.log(Level.WARNING, before == 0 ? line : line + " (" + before + " such lines left out)");
  }

  private boolean admits(String cause, long now) {
    if (now - periodStart >= PERIOD) {
      periodStart = now;
      lines = 0;
    }
    Long last = loggedAt.get(cause);
    return (last == null || now - last >= PERIOD) && lines++ < LINES;
  }
}
