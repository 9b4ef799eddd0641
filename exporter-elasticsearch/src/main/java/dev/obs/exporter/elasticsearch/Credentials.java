package dev.obs.exporter.elasticsearch;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The value of the `Authorization` header and its setting.
record Credentials(Setting<Secret> setting, Secret value) {

  /// Reads the API key or the user with the password; empty if there is neither.
  ///
  /// @throws SettingException if it is incomplete or both are set
  static Optional<Credentials> of(Settings settings) throws SettingException {
    Optional<Secret> apiKey = settings.find(ElasticsearchSettings.API_KEY);
    Optional<Secret> basic = ElasticsearchSettings.BASIC.authorization(settings);
    if (apiKey.isPresent() && basic.isPresent()) {
      throw new SettingException(
          ElasticsearchSettings.API_KEY, "api_key and username exclude each other; remove one");
    }
    if (apiKey.isPresent()) {
      Secret value = apiKey.get().map(key -> "ApiKey " + (key.contains(":") ? base64(key) : key));
      return Optional.of(new Credentials(ElasticsearchSettings.API_KEY, value));
    }
    return basic.map(value -> new Credentials(ElasticsearchSettings.BASIC.password(), value));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
