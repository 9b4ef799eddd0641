package dev.obs.kernel.supervision;

import java.lang.System.Logger.Level;
import java.util.function.UnaryOperator;

/// The log of the faults that the kernel meets in its surroundings, limited by a [Throttle].
///
/// Thread-safe.
public final class FaultLog {
  private final System.Logger logger;
  private final UnaryOperator<String> redaction;
  private final Throttle throttle = new Throttle();

  /// @param logger gets the lines
  /// @param redaction replaces the secrets in a line, which may hold the words of others
  public FaultLog(System.Logger logger, UnaryOperator<String> redaction) {
    this.logger = logger;
    this.redaction = redaction;
  }

  /// Logs a warning unless there were too many.
  ///
  /// @param cause identifies the fault
  /// @param message the fault and its remedy
  public void warn(String cause, String message) {
    throttle
        .admit(cause)
        .ifPresent(suppressed ->
            logger.log(Level.WARNING, Throttle.line(redaction.apply(message), suppressed)));
  }
}
