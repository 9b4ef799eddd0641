package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogDecoderTest {
  private static final ByteString TRACE_ID = ByteString.fromHex("0af7651916cd43dd8448eb211c80319c");
  private static final ByteString SPAN_ID = ByteString.fromHex("b7ad6b7169203331");

  private final OtlpDecoder decoder = new OtlpDecoder();

  @Test
  void decodesWhatTheSdkRecorded() throws Exception {
    InMemoryLogRecordExporter exporter = InMemoryLogRecordExporter.create();
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
            .build()) {
      var log = provider.get("test").logRecordBuilder().setContext(Context.root());
      for (String key : List.of("zebra", "code.function.name", "thread.id", "b", "a")) {
        log.setAttribute(key, "value of " + key);
      }
      log.setSeverity(Severity.ERROR).setBody("broken").setEventName("order.failed").emit();
      LogRecordData data = exporter.getFinishedLogRecordItems().getFirst();
      SdkView.assertEqual(data, decoder.logs(new OtlpEncoder().logs(List.of(data))).getFirst());
    }
  }

  @ParameterizedTest
  @EnumSource
  void decodesEverySeverity(Severity severity) throws Exception {
    LogRecordData log = TestLogRecordData.builder().setSeverity(severity).build();
    assertSame(
        severity, decoder.logs(new OtlpEncoder().logs(List.of(log))).getFirst().getSeverity());
  }

  @Test
  void takesASeverityThatIsNotKnownAsNone() throws Exception {
    for (int number : new int[] {25, -1, Integer.MAX_VALUE}) {
      LogRecordData log = decode(LogRecord.newBuilder().setSeverityNumberValue(number));
      assertSame(Severity.UNDEFINED_SEVERITY_NUMBER, log.getSeverity());
    }
  }

  @Test
  void tellsAnEmptyBodyFromNone() throws Exception {
    assertNull(decode(LogRecord.newBuilder()).getBodyValue());
    assertEquals(
        Value.empty(),
        decode(LogRecord.newBuilder().setBody(AnyValue.getDefaultInstance())).getBodyValue());
    assertEquals(
        Value.of(""),
        decode(LogRecord.newBuilder().setBody(AnyValue.newBuilder().setStringValue("")))
            .getBodyValue());
  }

  @Test
  void countsDroppedAttributesWithoutOverflow() throws Exception {
    LogRecord.Builder log = LogRecord.newBuilder().addAttributes(KeyValue.newBuilder().setKey("a"));
    assertEquals(8, decode(log.setDroppedAttributesCount(7)).getTotalAttributeCount());
    assertEquals(
        Integer.MAX_VALUE, decode(log.setDroppedAttributesCount(-1)).getTotalAttributeCount());
  }

  @Test
  void decodesTheContext() throws Exception {
    SpanContext context =
        decode(LogRecord.newBuilder().setTraceId(TRACE_ID).setSpanId(SPAN_ID).setFlags(0x101))
            .getSpanContext();
    assertEquals("0af7651916cd43dd8448eb211c80319c", context.getTraceId());
    assertEquals("b7ad6b7169203331", context.getSpanId());
    assertEquals(TraceFlags.getSampled(), context.getTraceFlags());
    assertFalse(context.isRemote());
  }

  @Test
  void takesIdsOfTheWrongLengthAsNone() throws Exception {
    for (ByteString id : List.of(ByteString.EMPTY, SPAN_ID, TRACE_ID.concat(SPAN_ID))) {
      LogRecordData log = decode(LogRecord.newBuilder().setTraceId(id).setSpanId(SPAN_ID));
      assertFalse(log.getSpanContext().isValid());
    }
    LogRecordData log = decode(LogRecord.newBuilder().setTraceId(TRACE_ID).setSpanId(TRACE_ID));
    assertFalse(log.getSpanContext().isValid());
  }

  @Test
  void sharesTheResourceAndScopeOfAGroup() throws Exception {
    byte[] request =
        request(
            ResourceLogs.newBuilder()
                .addScopeLogs(scopeLogs("a").addLogRecords(LogRecord.getDefaultInstance()))
                .addScopeLogs(scopeLogs("b")));
    List<LogRecordData> logs = decoder.logs(request);
    assertEquals(3, logs.size());
    assertSame(logs.get(0).getResource(), logs.get(2).getResource());
    assertSame(
        logs.get(0).getInstrumentationScopeInfo(), logs.get(1).getInstrumentationScopeInfo());
    assertEquals("b", logs.get(2).getInstrumentationScopeInfo().getName());
  }

  @Test
  void hasNoGettersThatChangeIt() throws Exception {
    List<LogRecordData> logs = decoder.logs(request(ResourceLogs.newBuilder()));
    assertThrows(UnsupportedOperationException.class, () -> logs.add(null));
  }

  private LogRecordData decode(LogRecord.Builder log) throws Exception {
    var scope = ScopeLogs.newBuilder().addLogRecords(log);
    return decoder.logs(request(ResourceLogs.newBuilder().addScopeLogs(scope))).getFirst();
  }

  private static ScopeLogs.Builder scopeLogs(String name) {
    ScopeLogs.Builder logs = ScopeLogs.newBuilder();
    logs.getScopeBuilder().setName(name);
    return logs.addLogRecords(LogRecord.getDefaultInstance());
  }

  private static byte[] request(ResourceLogs.Builder logs) {
    return ExportLogsServiceRequest.newBuilder().addResourceLogs(logs).build().toByteArray();
  }
}
