package dev.obs.kernel.config;

import dev.obs.model.Authority;
import dev.obs.spi.Scalar;
import java.net.URI;
import java.util.Locale;

/// The scalars of the kernel's own settings.
final class CoreScalars {
  private static final int MAX_PORT = 65_535;

  private CoreScalars() {}

  /// Text that is not blank.
  static Scalar<String> name() {
    return new Scalar<>("text that is not empty", CoreScalars::notBlank, text -> text);
  }

  /// The name of a propagator, in lower case.
  static Scalar<String> propagator() {
    return new Scalar<>(
        "text that is not empty", text -> notBlank(text).toLowerCase(Locale.ROOT), text -> text);
  }

  /// A key of an attribute of the resource; the SDK takes no others.
  static Scalar<String> attributeKey() {
    return new Scalar<>(
        "a key of 1 to 255 printable ASCII characters",
        text -> {
          require(!text.isEmpty() && text.length() <= 255);
          require(text.chars().allMatch(c -> c >= ' ' && c <= '~'));
          return text;
        },
        text -> text);
  }

  /// `telemetry.enabled`, whose variable `OTEL_SDK_DISABLED` says the opposite. In a variable
  /// everything but "true" is false.
  static Scalar<Boolean> enabled() {
    return new Scalar<>(
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            },
        disabled -> !"true".equalsIgnoreCase(disabled),
        String::valueOf);
  }

  /// The names that `System.Logger`, `java.util.logging` and the common frameworks use.
  static Scalar<System.Logger.Level> level() {
    return new Scalar<>(
        "one of TRACE, DEBUG, INFO, WARN, ERROR, OFF, ALL",
        text ->
            switch (text.toUpperCase(Locale.ROOT)) {
              case "ALL" -> System.Logger.Level.ALL;
              case "TRACE", "FINEST", "FINER" -> System.Logger.Level.TRACE;
              case "DEBUG", "FINE", "CONFIG" -> System.Logger.Level.DEBUG;
              case "INFO" -> System.Logger.Level.INFO;
              case "WARN", "WARNING" -> System.Logger.Level.WARNING;
              case "ERROR", "SEVERE" -> System.Logger.Level.ERROR;
              case "OFF" -> System.Logger.Level.OFF;
              default -> throw new IllegalArgumentException();
            },
        System.Logger.Level::name);
  }

  /// A host name or an IP address, IPv6 with or without brackets.
  static Scalar<String> host() {
    return new Scalar<>("a host name or an IP address", Authority::host, text -> text);
  }

  /// A port of another host.
  static Scalar<Integer> remotePort() {
    return new Scalar<>("a port from 1 to 65535", CoreScalars::port, String::valueOf);
  }

  /// `host:port`, `[::1]:port`.
  static Scalar<Dependency.Tcp> hostAndPort() {
    return new Scalar<>(
        "host:port with a port from 1 to 65535",
        text -> {
          Authority address = Authority.parse(text);
          require(address.userInfo().isEmpty());
          int port = address.port().orElseThrow(IllegalArgumentException::new);
          require(port >= 1 && port <= MAX_PORT);
          return new Dependency.Tcp(address.host(), port);
        },
        Dependency.Tcp::toString);
  }

  /// A URL that others see, and so must hold no password.
  static Scalar<URI> publicUrl() {
    return new Scalar<>(
        "a URL with http or https and a host, without user, password, '?' or '#'",
        text -> {
          URI uri = URI.create(text);
          String scheme = String.valueOf(uri.getScheme());
          require(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
          require(Authority.of(uri).userInfo().isEmpty());
          require(uri.getRawQuery() == null && uri.getRawFragment() == null);
          return uri;
        },
        URI::toString);
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    require(port >= 1 && port <= MAX_PORT);
    return port;
  }

  private static String notBlank(String text) {
    require(!text.isBlank());
    return text;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}
