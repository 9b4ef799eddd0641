package dev.obs.http.sender;

import dev.obs.model.Secret;
import java.io.IOException;
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
    if (!isValue(value.reveal())) {
      throw new IllegalArgumentException(problem(name));
    }
    fields.put(name, value);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /// Returns the fields as they are sent, each with its line end. Values are verified again,
  /// because secrets may have changed.
  ///
  /// @param own fields that replace those of the same name
  /// @throws UnusableHeaderException if a value cannot be sent
  String text(Map<String, String> own) throws UnusableHeaderException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Secret> field : fields.entrySet()) {
      String name = field.getKey();
      if (own.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
        String value = field.getValue().reveal();
        if (!isValue(value)) {
          throw new UnusableHeaderException(problem(name));
        }
        append(name, value, text);
      }
    }
    own.forEach((name, value) -> append(name, value, text));
    return text.toString();
  }

  private static boolean isValue(String value) {
    return VALUE.matcher(value).matches();
  }

  private static String problem(String name) {
    return "the value of header '" + name + "' has a character other than printable ASCII";
  }

  private static void append(String name, String value, StringBuilder text) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /// A value that has changed cannot be sent. The message hides it.
  static final class UnusableHeaderException extends IOException {
    private static final long serialVersionUID = 1;

    UnusableHeaderException(String message) {
      super(message);
    }
  }
}
