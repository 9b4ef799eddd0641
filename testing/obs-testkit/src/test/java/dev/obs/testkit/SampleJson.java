package dev.obs.testkit;

import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The sample plugin's format, which loses nothing.
final class SampleJson {
  private SampleJson() {}

  static String write(Received record) {
    StringBuilder json = new StringBuilder("{\"attributes\":");
    write(record.attributes(), json);
    json.append(",\"fields\":");
    write(record.fields(), json);
    return json.append('}').toString();
  }

  static List<Received> readAll(String json) {
    return Json.list(Json.parse(json)).stream().map(Json::map).map(SampleJson::read).toList();
  }

  private static Received read(Map<String, Object> record) {
    Map<Field, Object> fields = new EnumMap<>(Field.class);
    Json.map(record.get("fields")).forEach((name, value) -> fields.put(Field.valueOf(name), value));
    return new Received(Json.map(record.get("attributes")), fields);
  }

  private static void write(Object value, StringBuilder json) {
    switch (value) {
      case null -> json.append("null");
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.append(separator);
          text(entry.getKey().toString(), json);
          json.append(':');
          write(entry.getValue(), json);
          separator = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object element : list) {
          json.append(separator);
          write(element, json);
          separator = ",";
        }
        json.append(list.isEmpty() ? "[]" : "]");
      }
      case byte[] bytes -> text(Base64.getEncoder().encodeToString(bytes), json);
      case Double number when !Double.isFinite(number) -> text(number.toString(), json);
      case Number number -> json.append(number);
      case Boolean truth -> json.append(truth);
      default -> text(value.toString(), json);
    }
  }

  private static void text(String text, StringBuilder json) {
    json.append('"');
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
