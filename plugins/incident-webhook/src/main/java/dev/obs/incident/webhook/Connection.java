package dev.obs.incident.webhook;

import dev.obs.http.sender.Answer;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.RequestSize;
import dev.obs.http.sender.SenderSettings;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.URI;
import java.time.Duration;

/// The connections of the sinks to their receivers.
final class Connection {
  static final SenderSettings SENDER = SenderSettings.of(Duration.ofSeconds(10));

  private Connection() {}

  /// Creates a builder of a sender of JSON.
  ///
  /// @param from the setting that holds the URL
  /// @param remedy the place for a user and password
  static HttpSenderBuilder to(
      SenderSettings sender, Settings values, Setting<?> from, URI url, String remedy)
      throws SettingException {
    if (url.getRawUserInfo() != null) {
      throw new SettingException(from, "the URL holds a user or password; " + remedy);
    }
    return sender.sender(values, from, url).contentType("application/json");
  }

  /// Converts a response into a result. An error of the server and too many requests are retried,
  /// as [PagerDuty](https://developer.pagerduty.com/docs/events-api-v2-overview) specifies; another
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
