package dev.obs.cli.deploy;

/// A report of a folder without a linked image; the message contains the fix.
public final class NoImageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoImageException(String message) {
    super(message);
  }
}
