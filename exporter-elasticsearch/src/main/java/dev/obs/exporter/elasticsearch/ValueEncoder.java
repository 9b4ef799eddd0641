package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.Shortening;
import dev.obs.codec.Shortening.Reason;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoder of values of attributes and bodies as JSON or as text.
final class ValueEncoder {
  /// Elasticsearch refuses a document that nests more than 20 levels; deeper values are left out.
  static final int MAX_DEPTH = 16;

  /// Lists and maps around a value in a text, in which Elasticsearch does not count them.
  static final int MAX_TEXT_DEPTH = 30;

  private final JsonValueWriter fields;
  private final JsonValueWriter texts;

  /// @param keyword the writer of texts in fields
  /// @param shortening the account of values that are cut or left out
  ValueEncoder(Keyword keyword, Shortening shortening) {
    fields = new DocumentValueWriter(keyword, shortening);
    texts = new JsonValueWriter(MAX_TEXT_DEPTH, shortening);
  }

  /// Writes a value with its own type, text within it as a [Keyword]. A number that JSON lacks, or
  /// that exceeds the `float` of Elasticsearch's dynamic mapping, becomes null: it would cost the
  /// document.
  void write(@Nullable Object value, JsonWriter json) {
    fields.write(value, json);
  }

  /// Returns a value as text: a scalar's own text, everything else as JSON with the names of
  /// numbers that JSON lacks.
  String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Value<?> typed when isEmpty(typed) -> "";
      case Value<?> typed when typed.getType() == ValueType.BYTES -> typed.asString(); // base64
      case Value<?> typed when typed.getType() != ValueType.KEY_VALUE_LIST ->
          text(typed.getValue());
      case Value<?> members -> json(members);
      case List<?> list -> json(list);
      default -> value.toString();
    };
  }

  private String json(Object value) {
    JsonWriter json = new JsonWriter();
    texts.write(value, json);
    return json.toString();
  }

  private static final class DocumentValueWriter extends JsonValueWriter {
    private final Keyword keyword;
    private final Shortening shortening;

    DocumentValueWriter(Keyword keyword, Shortening shortening) {
      super(MAX_DEPTH, shortening);
      this.keyword = keyword;
      this.shortening = shortening;
    }

    @Override
    protected void text(String text, JsonWriter json) {
      super.text(keyword.of(text), json);
    }

    @Override
    protected void number(double number, JsonWriter json) {
      if (Math.abs(number) <= Float.MAX_VALUE) {
        super.number(number, json);
      } else {
        shortening.count(Reason.NUMBER);
        json.nullValue();
      }
    }

    @Override
    protected void array(List<?> values, JsonWriter json, int depth) {
      super.array(fits(values, depth) ? values : List.of(), json, depth);
    }

    @Override
    protected void map(List<KeyValue> entries, JsonWriter json, int depth) {
      json.beginObject();
      if (fits(entries, depth)) {
        FieldNames names = new FieldNames(shortening);
        for (KeyValue entry : entries) {
          json.name(names.use(entry.getKey()));
          value(entry.getValue(), json, depth + 1);
        }
      }
      json.endObject();
    }

    private boolean fits(List<?> values, int depth) {
      if (depth >= MAX_DEPTH && !values.isEmpty()) {
        shortening.count(Reason.DEPTH);
        return false;
      }
      return true;
    }
  }

  /// Whether a value is not set. By name, because older versions of OpenTelemetry lack the
  /// constant.
  static boolean isEmpty(Value<?> value) {
    return value.getType().name().equals("EMPTY");
  }
}
