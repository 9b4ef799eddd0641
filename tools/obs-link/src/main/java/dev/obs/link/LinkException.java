package dev.obs.link;

/// An image cannot be made; the message says what is wrong and what to do.
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message for people: what, where, what to do
  public LinkException(String message) {
    super(message);
  }

  /// @param message for people: what, where, what to do
  /// @param cause what failed underneath
  public LinkException(String message, Throwable cause) {
    super(message, cause);
  }

  static void unless(String value, String pattern, String what) {
    if (!value.matches(pattern)) {
      throw new LinkException("'%s' is not usable as %s".formatted(value, what));
    }
  }
}
