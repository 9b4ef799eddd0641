package dev.obs.http.listener;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The hosts for which a listener serves requests.
///
/// A foreign web page can resolve its own name to the address of a listener, and its script then
/// reads the responses as its own (DNS rebinding). The browser still sends the foreign name as
/// `Host`, so the name decides:
///
/// | listener | served without a setting |
/// |---|---|
/// | on a loopback address | `localhost`, loopback addresses |
/// | elsewhere | every IP address, `localhost`, names that nobody can register |
///
/// The configured host and `allowed_hosts` are added. If `allowed_hosts` is set, the listener
/// serves no other names. It serves a request without `Host`, which only HTTP/1.0 allows and no
/// browser sends.
final class AllowedHosts {
  private static final String ANY = "*";

  /// Suffixes of names for private use, as clusters and container networks use them for services.
  private static final List<String> PRIVATE =
      List.of(".local", ".internal", ".svc", ".localhost", ".home.arpa");

  private final Set<String> names = new HashSet<>();
  private final boolean loopback;
  private final boolean listed;

  /// @param bound the address of the listener
  /// @param host the configured host
  /// @param allowed additional names; `*` allows every name, `*.example.com` its subdomains
  AllowedHosts(InetAddress bound, String host, List<String> allowed) {
    this.loopback = bound.isLoopbackAddress();
    this.listed = !allowed.isEmpty();
    HostName.parse(host).ifPresent(configured -> names.add(configured.name()));
    for (String entry : allowed) {
      names.add(HostName.parse(entry).map(HostName::name).orElse(entry.toLowerCase(Locale.ROOT)));
    }
  }

  /// Returns whether the request is served.
  ///
  /// @param host the host of the request's target or its `Host`
  boolean serve(HostName host) {
    if (names(host) || host.isLoopback()) {
      return true;
    }
    if (loopback) {
      return false;
    }
    return host.address().isPresent() || (!listed && isPrivate(host.name()));
  }

  /// Returns whether a page of an origin may send requests: the listener's own or an allowed
  /// name's.
  boolean trust(Optional<HostName> origin, Optional<HostName> requested) {
    if (names.contains(ANY)) {
      return true;
    }
    return origin
        .filter(host ->
            names(host)
                || (loopback && host.isLoopback())
                || requested.map(HostName::name).filter(host.name()::equals).isPresent())
        .isPresent();
  }

  private boolean names(HostName host) {
    if (names.contains(ANY) || names.contains(host.name())) {
      return true;
    }
    for (int dot = host.name().indexOf('.'); dot >= 0; dot = host.name().indexOf('.', dot + 1)) {
      if (names.contains(ANY + host.name().substring(dot))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPrivate(String name) {
    return name.indexOf('.') < 0 || PRIVATE.stream().anyMatch(name::endsWith);
  }
}
