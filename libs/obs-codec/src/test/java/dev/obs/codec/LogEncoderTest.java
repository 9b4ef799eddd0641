package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogEncoderTest {
  private static final SpanContext CONTEXT =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.fromByte((byte) 0x81),
          TraceState.getDefault());

  @Test
  void encodesEveryFieldOfALogRecord() throws Exception {
    LogRecordData log =
        TestLogRecordData.builder()
            .setTimestamp(1_000_000_000_000_000_001L, TimeUnit.NANOSECONDS)
            .setObservedTimestamp(1_000_000_000_000_000_002L, TimeUnit.NANOSECONDS)
            .setSeverity(Severity.WARN2)
            .setSeverityText("WARNING")
            .setBodyValue(Value.of(Map.of("part", Value.of(3))))
            .setAttributes(Attributes.builder().put("a", 1).build())
            .setTotalAttributeCount(5)
            .setSpanContext(CONTEXT)
            .setEventName("stock.low")
            .build();
    LogRecord expected =
        LogRecord.newBuilder()
            .setTimeUnixNano(1_000_000_000_000_000_001L)
            .setObservedTimeUnixNano(1_000_000_000_000_000_002L)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_WARN2)
            .setSeverityText("WARNING")
            .setBody(
                AnyValue.newBuilder()
                    .setKvlistValue(KeyValueList.newBuilder().addValues(attribute("part", 3))))
            .addAttributes(attribute("a", 1))
            .setDroppedAttributesCount(4)
            .setFlags(0x81)
            .setTraceId(ByteString.fromHex(CONTEXT.getTraceId()))
            .setSpanId(ByteString.fromHex(CONTEXT.getSpanId()))
            .setEventName("stock.low")
            .build();
    assertEquals(expected, encode(log));
  }

  @Test
  void aTimeBefore1970IsUnknown() throws Exception {
    LogRecordData log =
        TestLogRecordData.builder()
            .setTimestamp(-1, TimeUnit.NANOSECONDS)
            .setObservedTimestamp(Long.MIN_VALUE, TimeUnit.NANOSECONDS)
            .build();
    assertEquals(0, encode(log).getTimeUnixNano());
    assertEquals(0, encode(log).getObservedTimeUnixNano());
  }

  @Test
  void leavesOutWhatARecordDoesNotHave() throws Exception {
    LogRecordData log = TestLogRecordData.builder().build();
    assertEquals(LogRecord.getDefaultInstance(), encode(log));
  }

  @Test
  void tellsAnEmptyBodyFromNone() throws Exception {
    LogRecord empty = encode(TestLogRecordData.builder().setBodyValue(Value.of("")).build());
    assertEquals(AnyValue.newBuilder().setStringValue("").build(), empty.getBody());
    assertFalse(encode(TestLogRecordData.builder().build()).hasBody());
  }

  @ParameterizedTest
  @EnumSource
  void encodesEverySeverity(Severity severity) throws Exception {
    LogRecord log = encode(TestLogRecordData.builder().setSeverity(severity).build());
    String name = severity == Severity.UNDEFINED_SEVERITY_NUMBER ? "UNSPECIFIED" : severity.name();
    assertEquals("SEVERITY_NUMBER_" + name, log.getSeverityNumber().name());
  }

  @Test
  void encodesWhatTheSdkRecorded() throws Exception {
    InMemoryLogRecordExporter exporter = InMemoryLogRecordExporter.create();
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
            .build()) {
      provider
          .get("test")
          .logRecordBuilder()
          .setContext(Context.root().with(Span.wrap(CONTEXT)))
          .setSeverity(Severity.ERROR)
          .setBody("broken \uD83D")
          .setAttribute("a", 1)
          .setException(new IllegalStateException("broken"))
          .emit();
      LogRecordData data = exporter.getFinishedLogRecordItems().getFirst();
      LogRecord log = encode(data);
      assertEquals("broken \uFFFD", log.getBody().getStringValue());
      assertEquals(SeverityNumber.SEVERITY_NUMBER_ERROR, log.getSeverityNumber());
      assertEquals(data.getAttributes().size(), log.getAttributesCount());
      assertEquals(data.getObservedTimestampEpochNanos(), log.getObservedTimeUnixNano());
      assertEquals(ByteString.fromHex(CONTEXT.getSpanId()), log.getSpanId());
    }
  }

  private static LogRecord encode(LogRecordData log) throws Exception {
    var request = ExportLogsServiceRequest.parseFrom(new OtlpEncoder().logs(List.of(log)));
    return request.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
  }

  private static KeyValue attribute(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
