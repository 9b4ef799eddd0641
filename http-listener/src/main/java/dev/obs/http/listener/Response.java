package dev.obs.http.listener;

import java.nio.charset.StandardCharsets;

/// An answer, complete in memory.
///
/// @param status the HTTP status
/// @param contentType the `Content-Type` header
/// @param body the content, uncompressed; not to be changed any more
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Response(int status, String contentType, byte[] body) {

  /// Plain text in UTF-8.
  public static Response text(int status, String text) {
    return new Response(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// JSON in UTF-8.
  public static Response json(int status, byte[] json) {
    return new Response(status, "application/json", json);
  }
}
