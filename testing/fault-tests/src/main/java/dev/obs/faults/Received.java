package dev.obs.faults;

import java.util.Locale;
import java.util.Map;

/// A request as the backend received it.
///
/// @param number the number of earlier requests of its protocol
/// @param path the path with its query
/// @param headers the headers by name in lower case
/// @param body the decompressed body
/// @param protocol the protocol of the path
/// @param items the sequence number of each item, -1 for one without
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Received(
    long number,
    String path,
    Map<String, String> headers,
    byte[] body,
    Protocol protocol,
    long[] items) {

  /// Returns a header's value, empty if there is none.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
