package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonValueWriter;
import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoder of values of attributes and bodies as JSON or as text.
final class ValueEncoder {
  private static final JsonValueWriter WRITER = new DocumentValueWriter();

  private ValueEncoder() {}

  /// Writes a value with its own type, text within it as a [Keyword]. A number that JSON lacks, or
  /// that exceeds the `float` of Elasticsearch's dynamic mapping, becomes null: it would cost the
  /// document.
  static void write(@Nullable Object value, JsonWriter json) {
    WRITER.write(value, json);
  }

  /// Returns a value as text: a scalar's own text, everything else as JSON.
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Value<?> typed when typed.getType() == ValueType.EMPTY -> "";
      case Value<?> typed when typed.getType() == ValueType.BYTES -> typed.asString(); // base64
      case Value<?> typed when typed.getType() != ValueType.KEY_VALUE_LIST ->
          text(typed.getValue());
      case Value<?> members -> json(members);
      case List<?> list -> json(list);
      default -> value.toString();
    };
  }

  private static String json(Object value) {
    JsonWriter json = new JsonWriter();
    write(value, json);
    return json.toString();
  }

  private static final class DocumentValueWriter extends JsonValueWriter {
    /// Elasticsearch refuses a document that nests more than 20 levels; deeper values are left out.
    private static final int MAX_DEPTH = 16;

    DocumentValueWriter() {
      super(MAX_DEPTH);
    }

    @Override
    protected void text(String text, JsonWriter json) {
      super.text(Keyword.of(text), json);
    }

    @Override
    protected void number(double number, JsonWriter json) {
      if (Math.abs(number) <= Float.MAX_VALUE) {
        super.number(number, json);
      } else {
        json.nullValue();
      }
    }

    @Override
    protected void array(List<?> values, JsonWriter json, int depth) {
      super.array(depth < MAX_DEPTH ? values : List.of(), json, depth);
    }

    @Override
    protected void map(List<KeyValue> entries, JsonWriter json, int depth) {
      json.beginObject();
      if (depth < MAX_DEPTH) {
        FieldNames names = new FieldNames();
        for (KeyValue entry : entries) {
          json.name(names.use(entry.getKey()));
          value(entry.getValue(), json, depth + 1);
        }
      }
      json.endObject();
    }
  }
}
