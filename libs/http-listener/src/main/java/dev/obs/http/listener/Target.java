package dev.obs.http.listener;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The target of a request (RFC 9112, section 3.2).
///
/// @param path the decoded path; `*` if the target is not a resource
/// @param query the undecoded query, empty if there is none
/// @param host the authority of a target in absolute form
record Target(String path, String query, Optional<String> host) {
  private static final String PATH_MARKS = "/-._~!$&'()*+,;=:@%";
  private static final Target SERVER = new Target("*", "", Optional.empty());

  static Target parse(String method, String target) throws BadRequest {
    if (target.startsWith("/")) {
      return resource(target, Optional.empty());
    }
    if (method.equals("CONNECT") || (method.equals("OPTIONS") && target.equals("*"))) {
      return SERVER;
    }
    int scheme = target.indexOf("://");
    String name = target.substring(0, Math.max(0, scheme));
    if (!name.equalsIgnoreCase("http") && !name.equalsIgnoreCase("https")) {
      throw BadRequest.malformed("the target is neither a path nor a URL with http");
    }
    int start = scheme + 3;
    int end = start;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String rest = target.substring(end);
    return resource(
        rest.startsWith("/") ? rest : "/" + rest, Optional.of(target.substring(start, end)));
  }

  /// Returns whether the request is for the server, or for a tunnel through it, and not for a
  /// resource.
  boolean isServer() {
    return path.equals(SERVER.path);
  }

  private static Target resource(String target, Optional<String> host) throws BadRequest {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!Ascii.isAlphanumeric(c) && PATH_MARKS.indexOf(c) < 0) {
        throw BadRequest.malformed("the path has a character that is not allowed");
      }
    }
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == '#') {
        throw BadRequest.malformed("the query has a character that is not allowed");
      }
    }
    decode(query);
    return new Target(decode(path), query, host);
  }

  private static String decode(String text) throws BadRequest {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw BadRequest.malformed("the target has a % without two hexadecimal digits");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
