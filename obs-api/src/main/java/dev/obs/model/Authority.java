package dev.obs.model;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/// The authority of a URL: user information, host and port ([RFC 3986,
/// 3.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2)). Unlike [URI#getHost], it accepts host
/// names with an underscore, with a last label that begins with a digit, and with letters that are
/// not ASCII.
///
/// Its text is the host and the port, without the user information.
///
/// @param userInfo the user information as it is written, which may hold a secret
/// @param host the name in ASCII or the IP address, IPv6 without brackets
/// @param port the port, empty if the URL has none
public record Authority(Optional<String> userInfo, String host, OptionalInt port) {
  private static final int PORT_DIGITS = 9;

  /// Returns the authority of a URL.
  ///
  /// @throws IllegalArgumentException if it has none or an invalid one; the message names the
  ///   invalid character of a host
  public static Authority of(URI uri) {
    String text = uri.getRawAuthority();
    if (text == null) {
      throw new IllegalArgumentException("the URL has no host");
    }
    return parse(text);
  }

  /// Returns the authority of a URL, or empty if it has none or an invalid one.
  public static Optional<Authority> find(URI uri) {
    try {
      return Optional.of(of(uri));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /// Reads `host`, `host:port`, `user@host:port`, with an IPv6 address in brackets.
  ///
  /// @throws IllegalArgumentException if the text is invalid
  public static Authority parse(String text) {
    int at = text.lastIndexOf('@');
    if (text.indexOf('@') != at) { // else the message would show a part of a password as the host
      throw new IllegalArgumentException("an '@' in the user information is written as %40");
    }
    String rest = text.substring(at + 1);
    int colon = rest.lastIndexOf(':');
    if (colon < rest.lastIndexOf(']')) {
      colon = -1; // in an IPv6 address
    }
    String host = colon < 0 ? rest : rest.substring(0, colon);
    if (host.startsWith("[") != host.endsWith("]") || (!host.startsWith("[") && isIpv6(host))) {
      throw new IllegalArgumentException("an IPv6 address is written in brackets");
    }
    return new Authority(
        at < 0 ? Optional.empty() : Optional.of(text.substring(0, at)),
        host(host),
        colon < 0 ? OptionalInt.empty() : port(rest.substring(colon + 1)));
  }

  /// Returns a host name or an IP address, which may be in brackets, as it is in [#host].
  ///
  /// @throws IllegalArgumentException if it is neither; the message names the invalid character
  public static String host(String text) {
    boolean brackets = text.length() > 1 && text.startsWith("[") && text.endsWith("]");
    String bare = brackets ? text.substring(1, text.length() - 1) : text;
    return brackets || isIpv6(bare) ? HostName.ipv6(bare) : HostName.ascii(bare);
  }

  /// Returns the IP address that a host writes out, IPv6 without brackets and with or without a
  /// zone. Returns empty for a name, which is never looked up, and for a zone that this machine
  /// does not have.
  public static Optional<InetAddress> literal(String host) {
    return HostName.literal(host);
  }

  private static boolean isIpv6(String host) {
    return host.indexOf(':') >= 0;
  }

  private static OptionalInt port(String text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    if (text.length() > PORT_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("the port is not a number");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  @Override
  public String toString() {
    String name = isIpv6(host) ? "[" + host + "]" : host;
    return port.isPresent() ? name + ":" + port.getAsInt() : name;
  }
}
