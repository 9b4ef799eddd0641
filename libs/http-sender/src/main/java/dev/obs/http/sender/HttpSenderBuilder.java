package dev.obs.http.sender;

import dev.obs.model.Authority;
import dev.obs.model.Secret;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A builder of an [HttpSender]. Not thread-safe.
public final class HttpSenderBuilder {
  private static final String AUTHORIZATION = "Authorization";

  final RequestHeaders headers = new RequestHeaders();
  final Target target;
  boolean gzip;
  Duration timeout = Duration.ofSeconds(10);
  Duration connectTimeout = Duration.ofSeconds(5);
  Tls tls = Tls.system();
  InstantSource clock = InstantSource.system();
  Connector.Resolver resolver = InetAddress::getAllByName;
  System.@Nullable Logger logger;

  HttpSenderBuilder(URI uri) {
    target = Target.of(uri);
    Authority.of(uri)
        .userInfo()
        .map(BasicAuthentication::encoded)
        .ifPresent(value -> header(AUTHORIZATION, value));
  }

  /// Adds a header to every request.
  ///
  /// @throws IllegalArgumentException if HTTP does not allow the name or the value, or the name is
  ///   reserved for the connection; the message contains the name and hides the value
  public HttpSenderBuilder header(String name, Secret value) {
    headers.set(name, value);
    return this;
  }

  /// Adds a header to every request.
  ///
  /// @param from the setting that holds the value
  /// @throws SettingException if the header cannot be used; the message hides its value
  public HttpSenderBuilder header(Setting<?> from, String name, Secret value)
      throws SettingException {
    try {
      return header(name, value);
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(from, String.valueOf(unusable.getMessage()));
    }
  }

  /// Adds headers to every request.
  ///
  /// @param from the setting that holds the headers
  /// @throws SettingException if a header cannot be used; the message hides its value
  public HttpSenderBuilder headers(Setting<?> from, Map<String, Secret> all)
      throws SettingException {
    for (Map.Entry<String, Secret> each : all.entrySet()) {
      header(from, each.getKey(), each.getValue());
    }
    return this;
  }

  /// Adds the header `Authorization`, unless a configured header has that name already.
  ///
  /// @param from the setting that holds the value
  /// @throws SettingException if the value cannot be used; the message hides it
  public HttpSenderBuilder authorization(Setting<?> from, Secret value) throws SettingException {
    return headers.has(AUTHORIZATION) ? this : header(from, AUTHORIZATION, value);
  }

  /// Sets the media type of the bodies, such as `application/json`.
  public HttpSenderBuilder contentType(String type) {
    return header("Content-Type", new Secret(type));
  }

  /// Sets the user agent, such as `obs/0.1.0`.
  public HttpSenderBuilder userAgent(String product) {
    return header("User-Agent", new Secret(product));
  }

  /// The user agent and the clock of the kernel that the extension runs in, and the extension's
  /// logger for warnings about certificates.
  public HttpSenderBuilder in(ExtensionContext context) {
    logger = context.logger();
    return userAgent("obs/" + context.version()).clock(context.clock());
  }

  /// Whether to compress bodies; no, by default.
  public HttpSenderBuilder gzip(boolean compress) {
    gzip = compress;
    return this;
  }

  /// Sets the limit for a request from connecting to the last byte of its response; 10 s by
  /// default.
  public HttpSenderBuilder timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /// Sets the limit for connecting, which is part of that time; 5 s by default.
  public HttpSenderBuilder connectTimeout(Duration limit) {
    connectTimeout = limit;
    return this;
  }

  /// Sets the trusted certificates and the client's identity; by default the JDK's certificate
  /// authorities and no identity.
  public HttpSenderBuilder tls(Tls certificates) {
    tls = certificates;
    return this;
  }

  /// Sets the clock for a date in `Retry-After`; the system's by default.
  public HttpSenderBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /// Creates the sender. Does no I/O.
  public HttpSender build() {
    return new HttpSender(this);
  }
}
