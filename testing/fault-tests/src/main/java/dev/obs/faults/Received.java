package dev.obs.faults;

import java.util.Locale;
import java.util.Map;

/// A request as the backend got it.
///
/// @param number how many requests of its protocol came before it
/// @param path with its query
/// @param headers by name in lower case
/// @param body decompressed
/// @param protocol by the path
/// @param items the sequence number of each item, -1 for one without
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Received(
    long number,
    String path,
    Map<String, String> headers,
    byte[] body,
    Protocol protocol,
    long[] items) {

  /// A header's value, empty if there is none.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
