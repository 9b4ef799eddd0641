package dev.obs.kernel.spool;

import java.io.IOException;

/// The spool cannot be used, for a reason that an operator can mend; the message says how.
public final class SpoolException extends IOException {
  private static final long serialVersionUID = 1;

  private final String message;

  /// @param message the fault and its remedy
  public SpoolException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
