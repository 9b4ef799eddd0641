package dev.obs.http.sender;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The keys `username` and `password`, as the header of basic authentication ([RFC
/// 7617](https://www.rfc-editor.org/rfc/rfc7617)).
///
/// @param username the key of the user
/// @param password the key of the password
public record BasicAuthentication(Setting<String> username, Setting<Secret> password) {

  /// Declares the keys of a section.
  public static BasicAuthentication settings() {
    return new BasicAuthentication(
        Setting.text("username").describe("user for basic authentication"),
        Setting.secret("password").describe("password of the user"));
  }

  /// Returns the value of `Authorization`, empty if neither key is set.
  ///
  /// @throws SettingException if only one of them is set
  public Optional<Secret> authorization(Settings values) throws SettingException {
    Optional<String> user = values.find(username);
    Optional<Secret> secret = values.find(password);
    if (user.isPresent() && secret.isEmpty()) {
      throw new SettingException(username, "username needs a password");
    }
    if (user.isEmpty() && secret.isPresent()) {
      throw new SettingException(password, "password needs a username");
    }
    return user.flatMap(name -> secret.map(word -> word.map(each -> basic(name + ":" + each))));
  }

  /// @param rawUserInfo the user information of a URL, in which '+' is a plus sign
  static Secret encoded(String rawUserInfo) {
    return new Secret(
        basic(URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8)));
  }

  private static String basic(String userAndPassword) {
    byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
