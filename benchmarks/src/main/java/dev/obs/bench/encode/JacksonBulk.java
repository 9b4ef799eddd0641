package dev.obs.bench.encode;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// A body for `_bulk` written with Jackson's generator: the fields that Obs writes, and an id from
/// the timestamp and a SHA-256 of the document.
public final class JacksonBulk {
  private static final byte[] ACTION =
      "{\"create\":{\"_id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ACTION_END = "\"}}\n".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter NANOSECONDS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter();
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("service.name", "service.name"),
          Map.entry("telemetry.sdk.name", "agent.name"),
          Map.entry("telemetry.sdk.version", "agent.version"),
          Map.entry("telemetry.sdk.language", "service.language.name"),
          Map.entry("service.instance.id", "service.node.name"),
          Map.entry("host.name", "host.name"),
          Map.entry("process.pid", "process.pid"),
          Map.entry("thread.name", "process.thread.name"),
          Map.entry("exception.type", "error.type"),
          Map.entry("process.runtime.name", "service.runtime.name"),
          Map.entry("process.runtime.version", "service.runtime.version"));

  private final JsonFactory json =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private final ReusedBuffer document = new ReusedBuffer();
  private final ReusedBuffer body = new ReusedBuffer();
  private final MessageDigest sha256;

  /// Creates an encoder for one thread.
  public JacksonBulk() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Encodes a batch.
  public byte[] body(List<LogRecordData> logs) {
    body.reset();
    for (LogRecordData log : logs) {
      document.reset();
      try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), document)) {
        write(log, out);
      }
      document.write('\n');
      body.write(ACTION, 0, ACTION.length);
      byte[] id = id(log.getTimestampEpochNanos());
      body.write(id, 0, id.length);
      body.write(ACTION_END, 0, ACTION_END.length);
      body.write(document.array(), 0, document.size());
    }
    return body.copy();
  }

  /// Reads the result of each item.
  void check(byte[] answer, int count) throws IOException {
    int created = 0;
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), answer)) {
      while (in.nextToken() != null) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
            && "status".equals(in.currentName())
            && in.getIntValue() == 201) {
          created++;
        }
      }
    }
    if (created != count) {
      throw new IOException(created + " of " + count + " created");
    }
  }

  private byte[] id(long timestamp) {
    sha256.update(document.array(), 0, document.size());
    ByteBuffer id = ByteBuffer.allocate(Long.BYTES + 16);
    id.putLong(timestamp).put(sha256.digest(), 0, 16);
    return Base64.getUrlEncoder().withoutPadding().encode(id.array());
  }

  private static void write(LogRecordData log, JsonGenerator out) {
    out.writeStartObject();
    long timestamp =
        log.getTimestampEpochNanos() > 0
            ? log.getTimestampEpochNanos()
            : log.getObservedTimestampEpochNanos();
    out.writeStringProperty("@timestamp", time(timestamp));
    out.writeStringProperty("ecs.version", "8.17.0");
    out.writeStringProperty("log.level", log.getSeverityText());
    out.writeStringProperty("log.logger", log.getInstrumentationScopeInfo().getName());
    Value<?> message = log.getBodyValue();
    if (message != null) {
      out.writeStringProperty("message", message.asString());
    }
    out.writeNumberProperty("event.severity", log.getSeverity().getSeverityNumber());
    out.writeStringProperty("event.created", time(log.getObservedTimestampEpochNanos()));
    SpanContext span = log.getSpanContext();
    if (span.isValid()) {
      out.writeStringProperty("trace.id", span.getTraceId());
      out.writeStringProperty("span.id", span.getSpanId());
      out.writeStringProperty("trace_id", span.getTraceId());
      out.writeStringProperty("span_id", span.getSpanId());
      out.writeStringProperty("trace_flags", span.getTraceFlags().asHex());
    }
    out.writeStringProperty("data_stream.type", "logs");
    out.writeStringProperty("data_stream.dataset", "obs");
    out.writeStringProperty("data_stream.namespace", "default");
    Attributes resource = log.getResource().getAttributes();
    known(log.getAttributes(), out);
    known(resource, out);
    out.writeObjectPropertyStart("labels");
    labels(log.getAttributes(), out);
    labels(resource, out);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void known(Attributes attributes, JsonGenerator out) {
    attributes.forEach((key, value) -> {
      String field = FIELDS.get(key.getKey());
      if (field == null) {
        return;
      }
      if (value instanceof Long number) {
        out.writeNumberProperty(field, number);
      } else {
        out.writeStringProperty(field, value.toString());
      }
    });
  }

  private static void labels(Attributes attributes, JsonGenerator out) {
    attributes.forEach((key, value) -> {
      if (!FIELDS.containsKey(key.getKey())) {
        out.writeStringProperty(key.getKey().replace('.', '_'), value.toString());
      }
    });
  }

  private static String time(long nanos) {
    return NANOSECONDS.format(Instant.ofEpochSecond(0, nanos));
  }
}
