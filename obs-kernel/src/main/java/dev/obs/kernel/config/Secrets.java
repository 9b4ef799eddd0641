package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.yaml.Echo;
import dev.obs.kernel.config.yaml.Place;
import dev.obs.spi.Scalar;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Collects the secrets that one reader finds: every value that its setting does not show, and
/// every text of a file that was put in. Also the places of those that are literally in the file.
final class Secrets {
  /// A value of this length is not a word of other texts.
  private static final int UNLIKE_WORDS = 8;

  private static final String PASSWORD = "password";

  private final Set<String> texts = new LinkedHashSet<>();
  private final List<Problem> literals = new ArrayList<>();
  private final List<FileSecret> changing = new ArrayList<>();

  /// Takes note of a value that was read from a text, if it is a secret.
  void note(Parsed parsed, String text) {
    if (!parsed.hides()) {
      return;
    }
    Object value = parsed.value();
    if (value instanceof URI url) {
      url(url, parsed.shown());
    } else if (!(value instanceof Number
        || value instanceof Boolean
        || value instanceof Duration)) {
      texts.add(text); // the others are from a file, with nothing to hide
    }
  }

  /// Takes note of texts that were put into a secret.
  void note(Collection<String> inserted) {
    inserted.stream().filter(text -> !text.equals(Substitution.OF_ELSEWHERE)).forEach(texts::add);
  }

  /// A text that does not fit its setting, for a message.
  static String echo(Scalar<?> scalar, String text) {
    return Parsed.hides(scalar) ? Parsed.HIDDEN : Echo.quote(text);
  }

  /// Takes note of a secret that the file holds.
  void literal(Place place, String name) {
    literals.add(
        new Problem(
            place.toString(),
            name
                + " is a secret in the file itself; keep it in a file of its own and write"
                + " ${file:/run/secrets/NAME}"));
  }

  /// The names of the users that have a password.
  static Set<String> users(MergedValues values) {
    Set<String> users = new LinkedHashSet<>();
    for (String key : values.byKey().keySet()) {
      if (key.endsWith(PASSWORD)) {
        String user = key.substring(0, key.length() - PASSWORD.length()) + "username";
        values.find(user).map(SettingValue::value).map(String::valueOf).ifPresent(users::add);
      }
    }
    return users;
  }

  /// Secrets, and each of them as the password of each user, because both are sent as one text.
  static Set<String> withUsers(Collection<String> secrets, Set<String> users) {
    Set<String> all = new LinkedHashSet<>(secrets);
    users.forEach(user -> secrets.forEach(secret -> all.add(user + ":" + secret)));
    return all;
  }

  private void url(URI url, String shown) {
    if (url.getRawAuthority() != null) {
      userInfo(url.getRawAuthority());
      userInfo(Objects.requireNonNull(url.getAuthority()));
    }
    String query = url.getRawQuery();
    if (query != null) {
      parameters(query);
      parameters(Objects.requireNonNull(url.getQuery()));
    }
    String path = url.getRawPath();
    if (path != null && path.length() > 1 && !shown.contains(path)) {
      texts.add(path);
      texts.add(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  /// Hides the values of parameters. Words such as `logs` are hidden behind their names only.
  private void parameters(String query) {
    for (String parameter : query.split("[&;]", -1)) {
      String value = parameter.substring(parameter.indexOf('=') + 1);
      if (!value.isEmpty()) {
        texts.add(parameter);
      }
      if (value.length() >= UNLIKE_WORDS || value.chars().anyMatch(Character::isDigit)) {
        texts.add(value);
      }
    }
  }

  /// Takes note of the user information of a URL, also of one whose host is invalid.
  private void userInfo(String authority) {
    int end = authority.lastIndexOf('@');
    if (end >= 0) {
      String userInfo = authority.substring(0, end);
      texts.add(userInfo);
      texts.add(userInfo.substring(userInfo.indexOf(':') + 1));
    }
  }

  /// Takes note of a secret that may change.
  void follow(FileSecret secret) {
    changing.add(secret);
  }

  /// The secrets that may change.
  List<FileSecret> changing() {
    return List.copyOf(changing);
  }

  /// The secrets as they are written or sent.
  Set<String> texts() {
    return texts;
  }

  /// The secrets that the file holds, with their places.
  List<Problem> literals() {
    return List.copyOf(literals);
  }
}
