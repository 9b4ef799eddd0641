package dev.obs.exporter.file.json;

import dev.obs.codec.EpochNanos;
import dev.obs.codec.JsonWriter;
import dev.obs.codec.OtlpMapping;
import dev.obs.codec.Shortening;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A writer of the fields of a message in protobuf's JSON form, with OTLP's exception of
/// hexadecimal ids. A field with its default value is left out, unless the method's name contains
/// `present`.
final class OtlpJson {
  final JsonWriter writer = new JsonWriter();
  final Shortening shortening;

  /// @param shortening the account of values that are nested too deeply
  OtlpJson(Shortening shortening) {
    this.shortening = shortening;
  }

  void string(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      writer.name(name).value(value);
    }
  }

  /// Writes a number of 32 bits, signed or unsigned, or the number of an enum.
  void int32(String name, long value) {
    if (value != 0) {
      writer.name(name).value(value);
    }
  }

  /// Writes an unsigned number of 64 bits.
  void uint64(String name, long value) {
    if (value != 0) {
      writer.name(name).value(Long.toUnsignedString(value));
    }
  }

  /// Writes a time, unless it is unknown.
  void time(String name, long epochNanos) {
    uint64(name, EpochNanos.known(epochNanos));
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

  /// Writes the number of recorded items that were not kept.
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

  /// Writes the messages of one kind.
  ///
  /// @param content writes the fields of one message
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

  /// Writes both ids, unless the context is invalid, for which a receiver expects no id.
  void idsIfValid(SpanContext context) {
    if (context.isValid()) {
      traceId("traceId", context);
      spanId("spanId", context);
    }
  }

  void traceState(String name, TraceState state) {
    string(name, OtlpMapping.traceState(state));
  }

  /// Writes an id, except one of another length or with other characters, for which a receiver
  /// refuses the whole request.
  private void id(String name, String id, int digits) {
    if (id.length() == digits
        && id.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0)) {
      writer.name(name).value(id.toLowerCase(Locale.ROOT));
    }
  }
}
