package dev.obs.faults;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a [LedgerBackend] answers.
///
/// By a status of 2xx it takes the items of the request (of a bulk request those whose own status
/// is 2xx), even if the answer is then broken: the backend has done its part.
///
/// @param status of HTTP
/// @param headers beside those that frame the answer
/// @param body instead of the one that the protocol wants, or null
/// @param items the status of each item of a bulk request, or null for 201, and 409 for what is
///   there already
/// @param taken whether the items are taken at all
/// @param truncated whether half of the body is missing and the connection is closed
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Reply(
    int status,
    Map<String, String> headers,
    byte @Nullable [] body,
    int @Nullable [] items,
    boolean taken,
    boolean truncated) {

  /// What the protocol answers when all is well.
  public static Reply ok() {
    return status(200);
  }

  /// Another status.
  public static Reply status(int status) {
    return new Reply(status, Map.of(), null, null, status / 100 == 2, false);
  }

  /// A bulk request's results.
  public static Reply items(int... statuses) {
    return new Reply(200, Map.of(), null, statuses, true, false);
  }

  /// With a further header.
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, items, taken, truncated);
  }

  /// With this body.
  public Reply body(byte[] bytes) {
    return new Reply(status, headers, bytes, items, taken, truncated);
  }

  /// With this body.
  public Reply body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Without half of its body.
  public Reply cut() {
    return new Reply(status, headers, body, items, taken, true);
  }

  /// The backend forgets the items, whatever it says.
  public Reply untaken() {
    return new Reply(status, headers, body, items, false, truncated);
  }
}
