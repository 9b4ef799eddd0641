package dev.obs.kernel.trust;

import java.io.IOException;

/// A file or folder that somebody else could change; the message names it, its owner or mode, and
/// the remedy.
public final class UntrustedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String message;

  UntrustedException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
