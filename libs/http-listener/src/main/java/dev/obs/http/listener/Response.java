package dev.obs.http.listener;

import java.nio.charset.StandardCharsets;

/// A response, complete in memory.
///
/// Responses with the same page should share its array, which is then held and compressed once for
/// all clients.
///
/// @param status the HTTP status of a final response with a body
/// @param contentType the `Content-Type` header
/// @param body the content, uncompressed; must not be changed any more
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Response(int status, String contentType, byte[] body) {

  /// @throws IllegalArgumentException if the status or the type would corrupt the header
  public Response {
    if (status < 200 || status > 599 || status == 204 || status == 304) {
      throw new IllegalArgumentException("status is invalid: got " + status);
    }
    if (!Ascii.isFieldValue(contentType)) {
      throw new IllegalArgumentException("content type is invalid: it has control characters");
    }
  }

  /// Creates a response of plain text in UTF-8.
  public static Response text(int status, String text) {
    return new Response(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// Creates a response of JSON in UTF-8.
  public static Response json(int status, byte[] json) {
    return new Response(status, "application/json", json);
  }
}
