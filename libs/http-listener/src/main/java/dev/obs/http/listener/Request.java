package dev.obs.http.listener;

import java.util.Locale;
import java.util.Map;

/// A request as a handler receives it.
///
/// @param path the decoded path, such as `/metrics`
/// @param query the text after the question mark, undecoded; empty if there is none
/// @param headers the values by names in lower case; the values of a repeated header are joined by
///   commas
public record Request(String path, String query, Map<String, String> headers) {

  /// Returns the value of a header, empty if it is absent.
  ///
  /// @param name the header's name in any case
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /// Returns the `Accept` header, empty if it is absent; see [Accept#parse].
  public String accept() {
    return header("accept");
  }
}
