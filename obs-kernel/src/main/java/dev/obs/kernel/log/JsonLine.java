package dev.obs.kernel.log;

import dev.obs.codec.BinaryIds;
import dev.obs.codec.EpochNanos;
import dev.obs.kernel.operation.Correlation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Lines of JSON under construction: the members of a record in their order.
///
/// Used by one thread.
final class JsonLine implements BiConsumer<AttributeKey<?>, Object> {
  private static final byte[] TIMESTAMP = LineBuffer.constant("{\"timestamp\":");
  private static final byte[] LEVEL = LineBuffer.constant(",\"level\":");
  private static final byte[] LOGGER = LineBuffer.constant(",\"logger\":");
  private static final byte[] MESSAGE = LineBuffer.constant(",\"message\":");
  private static final byte[] INCOMPLETE = LineBuffer.constant(",\"incomplete\":");
  private static final byte[] TRACE_ID = LineBuffer.constant(",\"trace_id\":");
  private static final byte[] SPAN_ID = LineBuffer.constant(",\"span_id\":");
  private static final byte[] TRACE_FLAGS = LineBuffer.constant(",\"trace_flags\":");
  private static final byte[] EVENT = LineBuffer.constant(",\"event\":");
  private static final byte[] OBSERVED = LineBuffer.constant(",\"observed_timestamp\":");
  private static final byte[] EXCEPTION = LineBuffer.constant(",\"exception\":");
  private static final byte[] ATTRIBUTES = LineBuffer.constant(",\"attributes\":");
  private static final byte[] DROPPED = LineBuffer.constant(",\"dropped_attributes\":");

  private static final int FEW = 16;

  private final LineBuffer json = new LineBuffer();

  /// The attributes of the record at hand: keys at even, values at odd places.
  private @Nullable Object[] attributes = new @Nullable Object[2 * FEW];

  private int count;

  /// The last span, because lines of a span often follow one another, and its members.
  private @Nullable SpanContext span;

  private byte[] ids = {};

  /// The number of bytes written since the last [#reset].
  int size() {
    return json.size();
  }

  void writeTo(OutputStream out) throws IOException {
    json.writeTo(out);
  }

  /// Forgets the lines and the span.
  void reset() {
    json.reset();
    span = null;
  }

  /// Adds the line of a record. Never throws, but for a lack of memory.
  void write(LogRecordData record) {
    int start = json.size();
    try {
      members(record);
    } catch (Throwable failure) { // its values may be anything
      json.truncate(start);
      incomplete(record, failure);
    } finally {
      Arrays.fill(attributes, 0, 2 * count, null);
      count = 0;
    }
    json.raw('}');
    json.raw('\n');
  }

  /// The readable parts of a record that cannot be written as a whole.
  private void incomplete(LogRecordData record, Throwable failure) {
    json.raw(TIMESTAMP);
    json.string(JsonLogFormat.readable(() -> JsonLogFormat.timestamp(record)));
    json.raw(LEVEL);
    json.string(JsonLogFormat.readable(() -> JsonLogFormat.level(record)));
    json.raw(LOGGER);
    json.string(JsonLogFormat.readable(() -> JsonLogFormat.logger(record)));
    json.raw(MESSAGE);
    json.string(JsonLogFormat.readable(() -> JsonLogFormat.message(record)));
    json.raw(INCOMPLETE);
    json.string(JsonLogFormat.reason(failure));
  }

  private void members(LogRecordData record) {
    json.raw(TIMESTAMP);
    json.time(JsonLogFormat.nanos(record));
    json.raw(LEVEL);
    json.name(JsonLogFormat.level(record));
    json.raw(LOGGER);
    InstrumentationScopeInfo scope = record.getInstrumentationScopeInfo();
    json.name(scope.getName());
    json.raw(MESSAGE);
    json.string(JsonLogFormat.message(record));
    span(record.getSpanContext());
    origin(record);
    Attributes all = record.getAttributes();
    attributes(all);
    int dropped = record.getTotalAttributeCount() - all.size();
    if (dropped > 0) {
      json.raw(DROPPED);
      json.number(dropped);
    }
    scope(scope);
  }

  @SuppressWarnings("ReferenceEquality") // a context is immutable
  private void span(SpanContext context) {
    if (context == span) {
      json.raw(ids);
    } else if (context.isValid()) {
      int start = json.size();
      json.raw(TRACE_ID);
      if (context instanceof BinaryIds binary) {
        json.raw('"');
        json.hex(binary.traceIdHigh());
        json.hex(binary.traceIdLow());
        json.raw('"');
        json.raw(SPAN_ID);
        json.raw('"');
        json.hex(binary.spanIdBits());
        json.raw('"');
      } else {
        json.string(context.getTraceId());
        json.raw(SPAN_ID);
        json.string(context.getSpanId());
      }
      json.raw(TRACE_FLAGS);
      json.name(context.getTraceFlags().asHex());
      ids = json.copy(start);
      span = context;
    }
  }

  private void origin(LogRecordData record) {
    String event = record.getEventName();
    if (event != null) {
      json.raw(EVENT);
      json.name(event);
    }
    long time = record.getTimestampEpochNanos();
    long observed = record.getObservedTimestampEpochNanos();
    if (time > 0 && observed > 0 && Math.abs(observed - time) >= TimeUnit.SECONDS.toNanos(1)) {
      json.raw(OBSERVED);
      json.string(EpochNanos.text(observed));
    }
  }

  private void attributes(Attributes all) {
    collect(all);
    int exceptions = 0;
    int others = 0;
    for (int i = 0; i < count; i++) {
      String name = name(i);
      if (name.equals(Correlation.ATTRIBUTE)) {
        member(',', name, i);
      } else if (name.startsWith(LogLine.EXCEPTION)) {
        exceptions++;
      } else {
        others++;
      }
    }
    if (exceptions > 0) {
      json.raw(EXCEPTION);
      char before = '{';
      for (int i = 0; i < count; i++) {
        if (name(i).startsWith(LogLine.EXCEPTION)) {
          before = member(before, name(i).substring(LogLine.EXCEPTION.length()), i);
        }
      }
      json.raw('}');
    }
    if (others > 0) {
      json.raw(ATTRIBUTES);
      char before = '{';
      for (int i = 0; i < count; i++) {
        String name = name(i);
        if (!name.startsWith(LogLine.EXCEPTION) && !name.equals(Correlation.ATTRIBUTE)) {
          before = member(before, name, i);
        }
      }
      json.raw('}');
    }
  }

  private String name(int i) {
    return ((AttributeKey<?>) Objects.requireNonNull(attributes[2 * i])).getKey();
  }

  /// Writes an attribute.
  ///
  /// @param before the character before it
  /// @return the one before the next
  private char member(char before, String name, int i) {
    json.raw(before);
    json.key(name);
    Object value = attributes[2 * i + 1];
    if (name.equals(LogLine.THREAD.getKey()) && value instanceof String thread) {
      json.name(thread);
    } else {
      json.value(value, JsonLogFormat.VALUES);
    }
    return ',';
  }

  private void scope(InstrumentationScopeInfo scope) {
    String version = scope.getVersion();
    String schema = scope.getSchemaUrl();
    Attributes own = scope.getAttributes();
    if (version == null && schema == null && own.isEmpty()) {
      return;
    }
    json.raw(',');
    json.key("scope");
    char before = '{';
    if (version != null) {
      json.raw(before);
      json.key("version");
      json.name(version);
      before = ',';
    }
    if (schema != null) {
      json.raw(before);
      json.key("schema_url");
      json.name(schema);
      before = ',';
    }
    if (!own.isEmpty()) {
      json.raw(before);
      json.key("attributes");
      collect(own);
      before = '{';
      for (int i = 0; i < count; i++) {
        before = member(before, name(i), i);
      }
      json.raw('}');
    }
    json.raw('}');
  }

  private void collect(Attributes some) {
    Arrays.fill(attributes, 0, 2 * count, null);
    count = 0;
    some.forEach(this);
  }

  @Override
  public void accept(AttributeKey<?> key, Object value) {
    if (2 * count == attributes.length) {
      attributes = Arrays.copyOf(attributes, 4 * count);
    }
    attributes[2 * count] = key;
    attributes[2 * count + 1] = value;
    count++;
  }
}
