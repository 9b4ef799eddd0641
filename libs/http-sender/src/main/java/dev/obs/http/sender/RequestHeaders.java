package dev.obs.http.sender;

import dev.obs.model.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Header fields of requests, checked when they are added. No message contains a value.
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

  /// Returns the fields as they are sent, each with its line end.
  ///
  /// @param own fields that replace those of the same name
  String text(Map<String, String> own) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> {
      if (own.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
        append(name, value.reveal(), text);
      }
    });
    own.forEach((name, value) -> append(name, value, text));
    return text.toString();
  }

  private static void append(String name, String value, StringBuilder text) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
