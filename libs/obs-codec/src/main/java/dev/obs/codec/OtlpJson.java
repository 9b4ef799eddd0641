package dev.obs.codec;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the fields of a message in protobuf's JSON form, with OTLP's exception of hexadecimal
/// ids. A field of a default value is left out, unless the method's name says `present`.
final class OtlpJson {
  final JsonWriter writer = new JsonWriter();

  void string(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      writer.name(name).value(value);
    }
  }

  /// A number of 32 bits, signed or not, or that of an enum.
  void int32(String name, long value) {
    if (value != 0) {
      writer.name(name).value(value);
    }
  }

  /// An unsigned number of 64 bits.
  void uint64(String name, long value) {
    if (value != 0) {
      writer.name(name).value(Long.toUnsignedString(value));
    }
  }

  void presentInt64(String name, long value) {
    writer.name(name).value(Long.toString(value));
  }

  void float64(String name, double value) {
    if (Double.doubleToRawLongBits(value) != 0) { // negative zero is none
      presentFloat64(name, value);
    }
  }

  void presentFloat64(String name, double value) {
    writer.name(name).value(value);
  }

  void bool(String name, boolean value) {
    if (value) {
      writer.name(name).value(true);
    }
  }

  /// How many of the recorded items are missing from those kept.
  void dropped(String name, int recorded, int kept) {
    int32(name, Math.max(0, recorded - kept));
  }

  void uint64s(String name, List<Long> values) {
    if (!values.isEmpty()) {
      writer.name(name).beginArray();
      values.forEach(value -> writer.value(Long.toUnsignedString(value)));
      writer.endArray();
    }
  }

  void float64s(String name, List<Double> values) {
    if (!values.isEmpty()) {
      writer.name(name).beginArray();
      values.forEach(value -> writer.value(value.doubleValue()));
      writer.endArray();
    }
  }

  /// Messages of one kind.
  ///
  /// @param content writes the fields of one
  <E> void messages(String name, Iterable<? extends E> items, Consumer<E> content) {
    boolean any = false;
    for (E item : items) {
      if (!any) {
        writer.name(name).beginArray();
        any = true;
      }
      writer.beginObject();
      content.accept(item);
      writer.endObject();
    }
    if (any) {
      writer.endArray();
    }
  }

  void traceId(String name, SpanContext context) {
    id(name, context.getTraceId(), TraceId.getLength());
  }

  void spanId(String name, SpanContext context) {
    id(name, context.getSpanId(), SpanId.getLength());
  }

  /// Both ids, unless the context is invalid, where a receiver expects none.
  void idsIfValid(SpanContext context) {
    if (context.isValid()) {
      traceId("traceId", context);
      spanId("spanId", context);
    }
  }

  void traceState(String name, TraceState state) {
    string(name, SpanContextEncoder.header(state));
  }

  /// Leaves out an id of another length or with other characters: a receiver refuses the whole
  /// request for it.
  private void id(String name, String id, int digits) {
    if (id.length() == digits
        && id.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)) {
      writer.name(name).value(id.toLowerCase(Locale.ROOT));
    }
  }
}
