package dev.obs.http.sender;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The keys of the section of an extension that sends requests: timeout, headers, compression and
/// certificates. The URL is a key of the extension.
///
/// ```java
/// static final Setting<URI> ENDPOINT = Setting.uri("endpoint").orElse(...);
/// static final SenderSettings SENDER = SenderSettings.of(Duration.ofSeconds(10)).to(ENDPOINT);
/// static final List<Setting<?>> ALL = SENDER.with(ENDPOINT);
///
/// HttpSender sender =
///     SENDER.sender(context, ENDPOINT, context.get(ENDPOINT)).in(context).build();
/// ```
///
/// Immutable.
public final class SenderSettings {
  private static final URI ANYWHERE = URI.create("http://localhost");
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Setting<Duration> timeout;
  private final Optional<Setting<String>> compression;

  private final Setting<Map<String, Secret>> headers =
      Setting.map(Setting.secret("headers"))
          .orElse(Map.of())
          .describe("headers of each request, such as Authorization");

  private final Setting<Path> certificate;
  private final Setting<Path> clientCertificate;
  private final Setting<Path> clientKey;

  private SenderSettings(
      Setting<Duration> timeout,
      Optional<Setting<String>> compression,
      Setting<Path> certificate,
      Setting<Path> clientCertificate,
      Setting<Path> clientKey) {
    this.timeout = timeout;
    this.compression = compression;
    this.certificate = certificate;
    this.clientCertificate = clientCertificate;
    this.clientKey = clientKey;
  }

  /// Declares the keys of a section.
  ///
  /// @param timeout the default of the limit for one request
  /// @param environment the variables that set this limit
  public static SenderSettings of(Duration timeout, String... environment) {
    return new SenderSettings(
        Setting.timeout("timeout", LONGEST)
            .orElse(timeout)
            .environment(environment)
            .describe("limit for one request; 0 means no limit"),
        Optional.empty(),
        Setting.path("certificate")
            .describe("PEM file with the certificates to trust over https; if absent the JDK's"),
        Setting.path("client_certificate")
            .describe("PEM file with the certificate of this client and its chain"),
        Setting.path("client_key")
            .describe("PEM file with the private key of client_certificate, not encrypted"));
  }

  /// Returns these settings with the key `compression`, for backends that accept compressed
  /// requests.
  ///
  /// @param byDefault whether requests are compressed by default
  public SenderSettings compressing(boolean byDefault) {
    return new SenderSettings(
        timeout,
        Optional.of(
            Setting.choice("compression", "gzip", "none")
                .orElse(byDefault ? "gzip" : "none")
                .describe("compression of requests")),
        certificate,
        clientCertificate,
        clientKey);
  }

  /// Returns these settings for requests to a URL. The configuration has a notice if files for TLS
  /// are set but the URL does not begin with `https`.
  ///
  /// @param url a URL or a list of URLs
  public SenderSettings to(Setting<?> url) {
    String reason = url.name() + " does not begin with https";
    return new SenderSettings(
        timeout,
        compression,
        certificate.ineffective(values -> isPlain(url, values), reason),
        clientCertificate.ineffective(values -> isPlain(url, values), reason),
        clientKey.ineffective(values -> isPlain(url, values), reason));
  }

  private static boolean isPlain(Setting<?> url, Settings values) {
    Object value = values.get(url);
    List<?> urls = value instanceof List<?> list ? list : List.of(value);
    return urls.stream().noneMatch(each -> each instanceof URI uri && Tls.isFor(uri));
  }

  /// Returns all keys, the extension's own ones first.
  public List<Setting<?>> with(Setting<?>... own) {
    List<Setting<?>> all = new ArrayList<>(List.of(own));
    all.add(timeout);
    compression.ifPresent(all::add);
    all.addAll(List.of(headers, certificate, clientCertificate, clientKey));
    return List.copyOf(all);
  }

  /// Returns the limit for one request.
  public Setting<Duration> timeout() {
    return timeout;
  }

  /// Returns the compression of requests, `gzip` or `none`.
  ///
  /// @throws java.util.NoSuchElementException if the section has no such key
  public Setting<String> compression() {
    return compression.orElseThrow();
  }

  /// Returns the headers of each request.
  public Setting<Map<String, Secret>> headers() {
    return headers;
  }

  /// Returns the file with the trusted certificates.
  public Setting<Path> certificate() {
    return certificate;
  }

  /// Describes a sender with the configured values. Reads the certificates but connects to nobody,
  /// so that [dev.obs.spi.Extension#validate] can call it, too.
  ///
  /// @param from the setting that holds the URL
  /// @throws SettingException if a value cannot be used
  public HttpSenderBuilder sender(Settings values, Setting<?> from, URI uri)
      throws SettingException {
    boolean gzip = compression.map(values::get).orElse("none").equals("gzip");
    return HttpSender.to(from, uri)
        .gzip(gzip)
        .timeout(values.get(timeout))
        .headers(headers, values.get(headers))
        .tls(Tls.of(files(values)));
  }

  /// Finds all values that [#sender] refuses, for [dev.obs.spi.Extension#validate].
  ///
  /// @param from the setting that holds the URL
  /// @param refused gets each of them
  public void validate(
      Settings values, Setting<?> from, URI uri, Consumer<SettingException> refused) {
    new Validation(refused).check(() -> HttpSender.to(from, uri));
    validate(values, refused);
  }

  /// The same without a URL, for an extension that has several.
  public void validate(Settings values, Consumer<SettingException> refused) {
    validate(headers, values.get(headers), files(values), refused);
  }

  /// The same for an extension whose keys have other names.
  public static void validate(
      Setting<?> from,
      URI uri,
      Setting<?> headersFrom,
      Map<String, Secret> headers,
      Tls.Files files,
      Consumer<SettingException> refused) {
    new Validation(refused).check(() -> HttpSender.to(from, uri));
    validate(headersFrom, headers, files, refused);
  }

  private static void validate(
      Setting<?> headersFrom,
      Map<String, Secret> headers,
      Tls.Files files,
      Consumer<SettingException> refused) {
    Validation validation = new Validation(refused);
    headers.forEach((name, value) ->
        validation.check(() -> HttpSender.to(ANYWHERE).header(headersFrom, name, value)));
    Tls.validate(files, refused);
  }

  /// Returns whether the configured headers contain one.
  ///
  /// @param name the name, in upper or lower case
  public boolean sets(Settings values, String name) {
    return values.get(headers).keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  private Tls.Files files(Settings values) {
    return new Tls.Files(
        file(values, certificate), file(values, clientCertificate), file(values, clientKey));
  }

  private static Optional<Tls.File> file(Settings values, Setting<Path> setting) {
    return values.find(setting).map(path -> new Tls.File(setting, path));
  }
}
