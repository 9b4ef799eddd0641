package dev.obs.faults;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The response of a [LedgerBackend].
///
/// With a status of 2xx it accepts the items of the request (of a bulk request those whose own
/// status is 2xx), even if the response is then broken: the backend has done its part.
///
/// @param status the HTTP status
/// @param headers the headers in addition to those that frame the response
/// @param body the body instead of the protocol's, or null
/// @param items the status of each item of a bulk request, or null for 201, and 409 for existing
///   ones
/// @param taken whether the items are accepted
/// @param truncated whether half of the body is missing and the connection is closed
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Reply(
    int status,
    Map<String, String> headers,
    byte @Nullable [] body,
    int @Nullable [] items,
    boolean taken,
    boolean truncated) {

  /// Returns the protocol's response to a success.
  public static Reply ok() {
    return status(200);
  }

  /// Returns a response with another status.
  public static Reply status(int status) {
    return new Reply(status, Map.of(), null, null, status / 100 == 2, false);
  }

  /// Returns a bulk request's results.
  public static Reply items(int... statuses) {
    return new Reply(200, Map.of(), null, statuses, true, false);
  }

  /// Returns this response with another header.
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, items, taken, truncated);
  }

  /// Returns this response with the body.
  public Reply body(byte[] bytes) {
    return new Reply(status, headers, bytes, items, taken, truncated);
  }

  /// Returns this response with the body.
  public Reply body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Returns this response without half of its body.
  public Reply cut() {
    return new Reply(status, headers, body, items, taken, true);
  }

  /// Returns this response of a backend that loses the items.
  public Reply untaken() {
    return new Reply(status, headers, body, items, false, truncated);
  }
}
