package dev.obs.testkit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Values of attributes and bodies, and their comparison after delivery.
final class Values {
  private Values() {}

  static Map<String, Object> plain(Attributes attributes) {
    Map<String, Object> plain = new LinkedHashMap<>();
    attributes.forEach((key, value) -> plain.put(key.getKey(), plain(value)));
    return plain;
  }

  /// Returns a value without OpenTelemetry's wrappers: text, number, boolean, list, map or bytes;
  /// the empty value becomes empty text.
  static Object plain(Object value) {
    return switch (value) {
      case Value<?> typed when typed.getType() == ValueType.EMPTY -> "";
      case Value<?> typed -> plain(typed.getValue());
      case ByteBuffer bytes -> {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        yield copy;
      }
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof KeyValue -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object entry : list) {
          KeyValue pair = (KeyValue) entry;
          map.put(pair.getKey(), plain(pair.getValue()));
        }
        yield map;
      }
      case List<?> list -> list.stream().map(Values::plain).toList();
      default -> value;
    };
  }

  /// Returns whether a received value equals the sent one.
  static boolean same(Object sent, @Nullable Object arrived, Fidelity fidelity) {
    return switch (sent) {
      case String text -> sameText(text, arrived, fidelity);
      case Double number when !Double.isFinite(number) && !fidelity.hasNonFinite() ->
          arrived == null || sameDouble(number, arrived) || arrived.equals("null");
      case Double number -> sameDouble(number, arrived);
      case Number number -> sameWhole(number.longValue(), arrived);
      case byte[] bytes ->
          arrived instanceof byte[] raw
              ? Arrays.equals(bytes, raw)
              : Base64.getEncoder().encodeToString(bytes).equals(arrived);
      case List<?> list -> sameList(list, structure(arrived), fidelity);
      case Map<?, ?> map -> sameMap(map, structure(arrived), fidelity);
      default -> arrived != null && sent.toString().equals(arrived.toString());
    };
  }

  /// Returns a value, short enough for a message.
  static String show(@Nullable Object value) {
    String text =
        switch (value) {
          case null -> "nothing";
          case byte[] bytes -> "bytes " + Base64.getEncoder().encodeToString(bytes);
          case String words -> '"' + words + '"';
          default -> value.toString();
        };
    StringBuilder shown = new StringBuilder();
    for (char c : (text.length() > 120 ? text.substring(0, 100) : text).toCharArray()) {
      shown.append(c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
    return text.length() > 120 ? shown + "... (" + text.length() + " characters)" : "" + shown;
  }

  private static boolean sameText(String text, @Nullable Object arrived, Fidelity fidelity) {
    if (arrived == null) {
      return text.isEmpty();
    }
    String other = arrived.toString();
    if (text.length() > fidelity.longest()) {
      return other.length() >= fidelity.longest() && text.startsWith(other);
    }
    return text.equals(other);
  }

  private static boolean sameWhole(long number, @Nullable Object arrived) {
    if (arrived == null) {
      return false;
    }
    try {
      return new BigDecimal(arrived.toString()).compareTo(BigDecimal.valueOf(number)) == 0;
    } catch (NumberFormatException none) {
      return false;
    }
  }

  private static boolean sameDouble(double number, @Nullable Object arrived) {
    if (arrived == null) {
      return false;
    }
    double other =
        switch (arrived.toString()) {
          case "NaN", "nan" -> Double.NaN;
          case "Infinity", "+Infinity", "+Inf", "Inf", "inf" -> Double.POSITIVE_INFINITY;
          case "-Infinity", "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
          case String text -> {
            try {
              yield Double.parseDouble(text);
            } catch (NumberFormatException none) {
              yield number + 1;
            }
          }
        };
    return Double.compare(number, other) == 0;
  }

  private static @Nullable Object structure(@Nullable Object arrived) {
    if (!(arrived instanceof String text)) {
      return arrived;
    }
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException noJson) {
      return text;
    }
  }

  private static boolean sameList(List<?> list, @Nullable Object arrived, Fidelity fidelity) {
    if (!(arrived instanceof List<?> other) || other.size() != list.size()) {
      return list.isEmpty() && arrived == null;
    }
    List<Object> found = new ArrayList<>(other);
    for (int i = 0; i < list.size(); i++) {
      if (!same(Objects.requireNonNull(list.get(i)), found.get(i), fidelity)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMap(Map<?, ?> map, @Nullable Object arrived, Fidelity fidelity) {
    if (!(arrived instanceof Map<?, ?> other)) {
      return map.isEmpty() && arrived == null;
    }
    return map.entrySet().stream()
        .allMatch(entry ->
            same(Objects.requireNonNull(entry.getValue()), other.get(entry.getKey()), fidelity));
  }
}
