package dev.obs.http.sender;

import dev.obs.model.Authority;
import java.net.URI;

/// The server of a URL and the place on it.
///
/// @param uri the URL without user information and fragment
/// @param host a name or an address, IPv6 without brackets
/// @param port the port, also if the URL names none
record Target(URI uri, boolean secure, String host, int port) {

  /// @throws IllegalArgumentException if nothing can be sent there
  static Target of(URI uri) {
    String scheme = uri.getScheme();
    boolean secure = Tls.isFor(uri);
    if (!(secure || "http".equalsIgnoreCase(scheme)) || uri.getRawAuthority() == null) {
      throw new IllegalArgumentException("a URL with http or https and a host is needed");
    }
    Authority authority = Authority.of(uri);
    int port = authority.port().orElse(secure ? 443 : 80);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the port must be from 1 to 65535");
    }
    return new Target(bare(uri, authority), secure, authority.host(), port);
  }

  private static URI bare(URI uri, Authority authority) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(uri.getScheme() + "://" + authority + uri.getRawPath() + query);
  }

  /// Returns the place on the server.
  ///
  /// @param place an absolute path, or a reference relative to the URL
  Target at(String place) {
    return new Target(uri.resolve(place), secure, host, port);
  }

  /// Returns the path and query as they are sent.
  String path() {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(path + query).toASCIIString();
  }

  /// Returns the value of the header `Host`.
  String authority() {
    return uri.getRawAuthority();
  }
}
