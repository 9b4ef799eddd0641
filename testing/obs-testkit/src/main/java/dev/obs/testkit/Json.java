package dev.obs.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A strict reader of JSON ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)), so that a fake
/// backend needs no library and invalid JSON of a plugin is detected.
///
/// Objects become [Map]s in order, arrays [List]s, whole numbers [Long] where they fit and all
/// others [Double].
public final class Json {
  private static final int MAX_DEPTH = 500;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// Reads one value.
  ///
  /// @throws IllegalArgumentException if the text is not JSON; the message contains the position
  public static @Nullable Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.space();
    if (json.at < text.length()) {
      throw json.error("the end");
    }
    return value;
  }

  /// Returns a value that is an object, or the empty map for null.
  ///
  /// @throws IllegalArgumentException if it is not an object
  @SuppressWarnings("unchecked") // this class makes maps with no other keys
  public static Map<String, Object> map(@Nullable Object value) {
    return switch (value) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, Object>) map;
      default -> throw new IllegalArgumentException("not an object but " + value);
    };
  }

  /// Returns a value that is an array, or the empty list for null.
  ///
  /// @throws IllegalArgumentException if it is not an array
  public static List<?> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw new IllegalArgumentException("not an array but " + value);
    };
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("less nesting");
    }
    space();
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    if (!skip('}')) {
      do {
        space();
        String name = string();
        expect(':');
        if (members.containsKey(name)) {
          throw new IllegalArgumentException("the name \"" + name + "\" twice in one object");
        }
        members.put(name, value(depth + 1));
      } while (skip(','));
      expect('}');
    }
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    if (!skip(']')) {
      do {
        elements.add(value(depth + 1));
      } while (skip(','));
      expect(']');
    }
    return elements;
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw error("no bare control character");
      }
      at++;
      value.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return value.toString();
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        try {
          yield (char) Integer.parseInt(text, at - 4, at, 16);
        } catch (NumberFormatException | IndexOutOfBoundsException bad) {
          throw error("four hexadecimal digits");
        }
      }
      default -> throw error("an escape");
    };
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (!number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
      at = start;
      throw error("a value");
    }
    try {
      return number.equals("-0") ? (Object) (-0.0) : (Object) Long.valueOf(number);
    } catch (NumberFormatException notWhole) {
      return Double.valueOf(number);
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw error("a value");
    }
    at += word.length();
    return value;
  }

  private boolean skip(char wanted) {
    space();
    boolean found = at < text.length() && text.charAt(at) == wanted;
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char wanted) {
    if (wanted == '"' ? at >= text.length() || text.charAt(at++) != '"' : !skip(wanted)) {
      throw error("'" + wanted + "'");
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException error(String wanted) {
    return new IllegalArgumentException("not JSON at character " + at + ": expected " + wanted);
  }
}
