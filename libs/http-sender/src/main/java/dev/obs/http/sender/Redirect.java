package dev.obs.http.sender;

import dev.obs.model.Authority;
import dev.obs.model.SafeText;
import java.net.URI;
import java.util.Optional;

/// The target of a redirect in a form that can be logged. Its user information, query, path
/// parameters and fragment may hold a secret or change with each request, and are left out.
final class Redirect {
  private static final int LONGEST = 200;

  private Redirect() {}

  /// Returns the absolute target, or an empty text if it is absent or is not a URL of HTTP.
  ///
  /// @param request the URL of the request
  /// @param location the header `Location`
  static String target(URI request, Optional<String> location) {
    try {
      return location
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .map(request::resolve)
          .map(Redirect::text)
          .orElse("");
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  private static String text(URI target) {
    String scheme = target.getScheme();
    Optional<Authority> server = Authority.find(target);
    if (server.isEmpty()
        || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
      return "";
    }
    String path = URI.create(target.getRawPath().split(";", 2)[0]).toASCIIString();
    return SafeText.shorten(scheme + "://" + server.get() + path, LONGEST);
  }

  /// Returns a target without its path.
  static String origin(String target) {
    int path = target.indexOf('/', target.indexOf("://") + 3);
    return path < 0 ? target : target.substring(0, path);
  }
}
