package dev.obs.incident.webhook;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.RequestSize;
import dev.obs.http.sender.Tls;
import dev.obs.model.Secret;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the sinks have in common of their settings, and what answers mean.
final class Connection {
  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofMillis(1), Duration.ofMinutes(10))
          .orElse(Duration.ofSeconds(10))
          .describe("limit for one request");

  static final Setting<Path> CERTIFICATE =
      Setting.path("certificate").describe("PEM file with the certificates to trust");

  static final Setting<Map<String, Secret>> HEADERS =
      Setting.map(Setting.secret("headers"))
          .orElse(Map.of())
          .describe("headers of each request, such as Authorization");

  private Connection() {}

  /// A sender of JSON.
  ///
  /// @param product the sender, such as `obs/0.1.0`
  /// @param setting from which the URL came
  /// @param remedy where a user and password belong
  static HttpSenderBuilder to(
      Settings settings, String product, Setting<?> setting, URI url, String remedy)
      throws SettingException {
    if (url.getRawUserInfo() != null) {
      throw new SettingException(setting, "the URL holds a user or password; " + remedy);
    }
    try {
      return HttpSender.to(url)
          .contentType("application/json")
          .userAgent(product)
          .timeout(settings.get(TIMEOUT));
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(setting, String.valueOf(unusable.getMessage()));
    }
  }

  /// The certificates to trust.
  static Tls tls(Settings settings) throws SettingException {
    Optional<Path> certificate = settings.find(CERTIFICATE);
    return certificate.isPresent()
        ? Tls.system().trusting(CERTIFICATE, certificate.get())
        : Tls.system();
  }

  /// Adds the configured headers.
  static void headers(HttpSenderBuilder sender, Settings settings) throws SettingException {
    try {
      settings.get(HEADERS).forEach(sender::header);
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(HEADERS, String.valueOf(unusable.getMessage()));
    }
  }

  /// What an answer means: an error of the server or too many requests ask to try again, as
  /// [PagerDuty](https://developer.pagerduty.com/docs/events-api-v2-overview) has it; another
  /// refusal is final.
  static ExportResult result(Answer answer, RequestSize request) {
    int status = answer.status();
    return switch (status / 100) {
      case 3 -> new ExportResult.Rejected("http " + status + ": redirects are not followed");
      case 5 -> new ExportResult.Retry("http " + status, answer.retryAfter());
      default ->
          status == 408
              ? new ExportResult.Retry("http " + status, answer.retryAfter())
              : answer.toResult(request);
    };
  }
}
