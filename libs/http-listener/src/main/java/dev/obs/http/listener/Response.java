package dev.obs.http.listener;

import java.nio.charset.StandardCharsets;

/// An answer, complete in memory.
///
/// Answers that are the same page should share its array: it is then held, and compressed, once for
/// all clients that take it.
///
/// @param status the HTTP status of a final answer with a body
/// @param contentType the `Content-Type` header
/// @param body the content, uncompressed; not to be changed any more
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Response(int status, String contentType, byte[] body) {

  /// @throws IllegalArgumentException if the status or the type would spoil the header
  public Response {
    if (status < 200 || status > 599 || status == 204 || status == 304) {
      throw new IllegalArgumentException("status is invalid: got " + status);
    }
    if (!Ascii.isFieldValue(contentType)) {
      throw new IllegalArgumentException("content type is invalid: it has control characters");
    }
  }

  /// Plain text in UTF-8.
  public static Response text(int status, String text) {
    return new Response(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// JSON in UTF-8.
  public static Response json(int status, byte[] json) {
    return new Response(status, "application/json", json);
  }
}
