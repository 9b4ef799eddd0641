package dev.obs.testkit;

import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of every [LogSink], as JUnit tests. Extend it in a test class:
///
/// ```java
/// class AcmeConformanceTest extends LogSinkConformance {
///
///   @Override
///   protected LogSink sink() {
///     return new AcmeLogSink();
///   }
///
///   @Override
///   protected Backend backend() throws IOException {
///     return HttpBackend.decoding(request -> AcmeJson.read(request.text()))
///         .setting("endpoint", "/api/logs")
///         .start();
///   }
/// }
/// ```
///
/// Tests of faults that the backend does not support are skipped with a message.
public abstract class LogSinkConformance extends ConcurrencyContract<LogRecordData> {
  private final LogSignal signal = new LogSignal();

  /// Creates the test class.
  protected LogSinkConformance() {}

  /// Creates a sink, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract LogSink sink();

  @Override
  final Extension extension() {
    return sink();
  }

  @Override
  final Signal<LogRecordData> signal() {
    return signal;
  }

  @Override
  final Exporter<LogRecordData> open(ExtensionContext context) throws Exception {
    return sink().open(context);
  }

  @Test
  void deliversEverySeverity() {
    deliver(
        opened(),
        Stream.of(Severity.values())
            .<LogRecordData>map(severity ->
                log("severity-" + severity)
                    .setSeverity(severity)
                    .setSeverityText(
                        severity == Severity.UNDEFINED_SEVERITY_NUMBER ? "" : severity.name())
                    .build())
            .toList());
  }

  @Test
  void deliversBodiesOfText() {
    deliver(
        opened(),
        List.of(
            log("body-lines").setBody("one\ntwo\tthree \"quoted\" \\ \u001b[31m").build(),
            log("body-scripts").setBody("Bestellung größer 🚀 订单 مرحبا").build(),
            log("body-huge").setBody("0123456789abcdéf".repeat(65_536)).build()));
  }

  @Test
  void deliversBodiesThatAreNoText() {
    deliver(
        opened(),
        List.of(
            log("body-number").setBodyValue(Value.of(17)).build(),
            log("body-list").setBodyValue(Value.of(Value.of("a"), Value.of(2))).build(),
            log("body-map")
                .setBodyValue(
                    Value.of(
                        KeyValue.of("order", Value.of(17)),
                        KeyValue.of("to", Value.of(KeyValue.of("city", Value.of("Zürich"))))))
                .build()));
  }

  @Test
  void deliversRecordsWithoutABody() {
    deliver(opened(), List.of(logWithoutBody("no-body").build()));
  }

  @Test
  void deliversRecordsWithoutATimestamp() {
    deliver(
        opened(),
        List.of(
            log("observed-only").setTimestamp(0, TimeUnit.NANOSECONDS).build(),
            log("neither")
                .setTimestamp(0, TimeUnit.NANOSECONDS)
                .setObservedTimestamp(0, TimeUnit.NANOSECONDS)
                .build()));
  }

  @Test
  void deliversTheTraceThatARecordBelongsTo() {
    deliver(
        opened(),
        List.of(
            log("in-a-span").setSpanContext(Spans.context("a span")).build(),
            log("in-none").setSpanContext(SpanContext.getInvalid()).build()));
  }

  @Test
  void deliversNamesOfEvents() {
    deliver(opened(), List.of(log("event").setEventName("order.placed").build()));
  }

  private static TestLogRecordData.Builder log(String id) {
    return LogSignal.builder(id, Attributes.empty());
  }

  private static TestLogRecordData.Builder logWithoutBody(String id) {
    return TestLogRecordData.builder()
        .setAttributes(Attributes.builder().put(Signal.ID, id).build())
        .setTimestamp(Logs.TIME, TimeUnit.NANOSECONDS)
        .setObservedTimestamp(Logs.TIME, TimeUnit.NANOSECONDS)
        .setSeverity(Severity.WARN)
        .setResource(TestContext.RESOURCE);
  }
}
