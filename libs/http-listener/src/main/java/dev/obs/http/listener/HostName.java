package dev.obs.http.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host of a `Host` or `Origin` header: a name, or the literal of an IP address.
///
/// @param name in lower case, without brackets, port or a final dot
/// @param address the address if the name is a literal
record HostName(String name, Optional<InetAddress> address) {
  private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9._~!$&'()*+,;=%-]{1,255}");
  private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-f:.]{2,45}");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?=[0-9])|$)){4}");

  /// Parses `host`, `host:port` or `[address]:port`; empty if it is none of them.
  static Optional<HostName> parse(String authority) {
    String text = authority.toLowerCase(Locale.ROOT);
    int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    String host = end < 0 ? text : text.substring(0, end);
    String port = end < 0 ? "" : text.substring(end);
    if (!PORT.matcher(port).matches()) {
      return Optional.empty();
    }
    if (host.startsWith("[")) {
      String literal = host.substring(1, host.length() - 1);
      return IPV6.matcher(literal).matches() ? literal(literal) : Optional.empty();
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (IPV4.matcher(name).matches()) {
      return literal(name);
    }
    return NAME.matcher(name).matches()
        ? Optional.of(new HostName(name, Optional.empty()))
        : Optional.empty();
  }

  /// Returns the host of an `Origin` header such as `http://localhost:8080`.
  static Optional<HostName> ofOrigin(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? Optional.empty() : parse(origin.substring(scheme + 3));
  }

  private static Optional<HostName> literal(String text) {
    try {
      // a literal needs no name service
      InetAddress address = InetAddress.getByName(text);
      return Optional.of(new HostName(address.getHostAddress(), Optional.of(address)));
    } catch (UnknownHostException invalid) {
      return Optional.empty();
    }
  }

  boolean isLoopback() {
    return address.map(InetAddress::isLoopbackAddress).orElse(name.equals("localhost"));
  }
}
