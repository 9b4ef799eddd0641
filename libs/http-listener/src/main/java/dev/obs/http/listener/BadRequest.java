package dev.obs.http.listener;

/// A request that is answered without a handler, after which its connection is closed, because the
/// start of the next request is uncertain.
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /// @param text one line for the client, without any part of its request
  BadRequest(int status, String text) {
    super(text, null, false, false); // thrown for each bad request, so without a stack trace
    this.status = status;
  }

  static BadRequest malformed(String text) {
    return new BadRequest(400, text);
  }

  Response response() {
    return Response.text(status, getMessage() + "\n");
  }
}
