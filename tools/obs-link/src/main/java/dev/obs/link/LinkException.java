package dev.obs.link;

/// A report that an image cannot be built; the message contains the error and its fix.
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message for people: error, location, fix
  public LinkException(String message) {
    super(message);
  }

  /// @param message for people: error, location, fix
  /// @param cause the underlying failure
  public LinkException(String message, Throwable cause) {
    super(message, cause);
  }

  static void unless(String value, String pattern, String what) {
    if (!value.matches(pattern)) {
      throw new LinkException("'%s' is not usable as %s".formatted(value, what));
    }
  }
}
