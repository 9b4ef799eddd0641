package dev.obs.cli.deploy;

/// A folder holds no linked image; the message says what to do.
public final class NoImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoImageException(String message) {
    super(message);
  }
}
