package dev.obs.incident.webhook;

import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.SenderSettings;
import dev.obs.model.Authority;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.URI;
import java.time.Duration;

/// The connections of the sinks to their receivers.
final class Connection {
  static final SenderSettings SENDER = SenderSettings.of(Duration.ofSeconds(10));

  private Connection() {}

  /// Creates the rules for the answers of a receiver. Each error of the server is retried, as
  /// [PagerDuty](https://developer.pagerduty.com/docs/events-api-v2-overview) specifies.
  static AnswerRules rules(String addressRemedy, String credentialsRemedy) {
    return AnswerRules.of(addressRemedy, credentialsRemedy).retryingServerErrors();
  }

  /// Requires a URL without user and password.
  ///
  /// @param from the setting that holds the URL
  /// @param remedy the place for them
  static void requireNoUser(Setting<?> from, URI url, String remedy) throws SettingException {
    if (Authority.find(url).flatMap(Authority::userInfo).isPresent()) {
      throw new SettingException(from, "the URL holds a user or password; " + remedy);
    }
  }

  /// Creates a builder of a sender of JSON.
  ///
  /// @param from the setting that holds the URL
  /// @param remedy the place for a user and password
  static HttpSenderBuilder to(
      SenderSettings sender, Settings values, Setting<?> from, URI url, String remedy)
      throws SettingException {
    requireNoUser(from, url, remedy);
    return sender.sender(values, from, url).contentType("application/json");
  }
}
