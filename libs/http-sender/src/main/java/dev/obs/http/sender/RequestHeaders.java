package dev.obs.http.sender;

import dev.obs.model.Secret;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Header fields, checked when they are added: the JDK checks them only when a request is built,
/// and includes the value in its message.
final class RequestHeaders {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final Map<String, Secret> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  void set(String name, Secret value) {
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not a name of a header");
    }
    if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header '" + name + "' cannot be set");
    }
    if (!VALUE.matcher(value.reveal()).matches()) {
      throw new IllegalArgumentException(
          "the value of header '" + name + "' has a character other than printable ASCII");
    }
    fields.put(name, value);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  void addTo(HttpRequest.Builder request) {
    fields.forEach((name, value) -> request.setHeader(name, value.reveal()));
  }
}
