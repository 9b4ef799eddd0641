package dev.obs.exporter.elasticsearch;

import dev.obs.http.sender.HttpSender;
import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The value of the `Authorization` header and its setting.
record Credentials(Setting<Secret> setting, Secret value) {
  private static final URI ANYWHERE = URI.create("http://localhost");

  /// Reads the API key or the user with the password; empty if there is neither.
  ///
  /// @throws SettingException if it is incomplete or both are set
  static Optional<Credentials> of(Settings settings) throws SettingException {
    Optional<Secret> basic = ElasticsearchSettings.BASIC.authorization(settings);
    requireOne(settings);
    return apiKey(settings)
        .or(() ->
            basic.map(value -> new Credentials(ElasticsearchSettings.BASIC.password(), value)));
  }

  /// Finds all settings that [#of] and the header refuse.
  static void validate(Settings settings, Validation validation) {
    validation
        .check(() -> ElasticsearchSettings.BASIC.authorization(settings))
        .check(() -> requireOne(settings));
    apiKey(settings)
        .filter(unused -> !ElasticsearchSettings.SENDER.sets(settings, "Authorization"))
        .ifPresent(key ->
            validation.check(
                () -> HttpSender.to(ANYWHERE).authorization(key.setting(), key.value())));
  }

  private static Optional<Credentials> apiKey(Settings settings) {
    return settings
        .find(ElasticsearchSettings.API_KEY)
        .map(each -> each.map(key -> "ApiKey " + (key.contains(":") ? base64(key) : key)))
        .map(value -> new Credentials(ElasticsearchSettings.API_KEY, value));
  }

  private static void requireOne(Settings settings) throws SettingException {
    if (settings.find(ElasticsearchSettings.API_KEY).isPresent()
        && settings.find(ElasticsearchSettings.BASIC.username()).isPresent()) {
      throw new SettingException(
          ElasticsearchSettings.API_KEY, "api_key and username exclude each other; remove one");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
