package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.delivery.Backoff;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.LaneOptions;
import dev.obs.kernel.delivery.LaneSpec;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.delivery.MemoryLane;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.delivery.SizedRecord;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.spi.ExportResult;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs random programs of calls of OpenTelemetry's log API on the SDK and on the kernel's loggers,
/// and compares the records that a sink gets.
class LogParityTest {
  private static final int PROGRAMS = 2_000;
  private static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"));

  private final Supervisor supervisor = Supervisors.create();
  private final LostLines lost = new LostLines(supervisor.faults());
  private final List<LogRecordData> sink = new CopyOnWriteArrayList<>();
  private final Lane<LogRecordData> lane =
      new MemoryLane<>(
          new LaneSpec<>(
              "fake",
              Signal.LOGS,
              new LaneOptions(
                  100_000,
                  1 << 30,
                  10_000,
                  1 << 30,
                  Duration.ofHours(1),
                  Duration.ofSeconds(5),
                  Backoff.DEFAULT),
              batch -> {
                sink.addAll(batch);
                return ExportResult.delivered();
              },
              supervisor));

  @AfterEach
  void close() throws InterruptedException {
    new Lanes(List.of(lane)).close(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    supervisor.close();
  }

  private LoggerProvider kernel(LogLimits limits) {
    LaneLogProcessor processor = new LaneLogProcessor(lost);
    processor.connect(List.of(lane));
    lane.start();
    return new KernelLoggerProvider(RESOURCE, limits, processor, InstantSource.system());
  }

  private void flush() throws InterruptedException {
    assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(30).toNanos()));
  }

  @ParameterizedTest
  @CsvSource({"128, 2147483647", "3, 4", "20, 10", "0, 0"})
  void sinksGetTheSame(int count, int length) throws InterruptedException {
    LogLimits limits =
        LogLimits.builder()
            .setMaxNumberOfAttributes(count)
            .setMaxAttributeValueLength(length)
            .build();
    InMemoryLogRecordExporter exporter = InMemoryLogRecordExporter.create();
    List<LogRecordData> expected;
    try (SdkLoggerProvider sdk =
        SdkLoggerProvider.builder()
            .setResource(RESOURCE)
            .setLogLimits(() -> limits)
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
            .build()) {
      LoggerProvider kernel = kernel(limits);
      for (int seed = 0; seed < PROGRAMS; seed++) {
        new RandomRecords(seed).run(sdk);
        new RandomRecords(seed).run(kernel);
      }
      expected = exporter.getFinishedLogRecordItems();
    }
    flush();
    assertEquals(expected.size(), sink.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(RandomRecords.text(expected.get(i)), RandomRecords.text(sink.get(i)));
    }
  }

  @Test
  void aRecordKeepsItsAttributesWhenItsBuilderGoesOn() throws InterruptedException {
    LogRecordBuilder builder = kernel(LogLimits.getDefault()).get("app").logRecordBuilder();
    builder.emit();
    builder.setAttribute("b", 1).emit();
    builder.setAttribute("a", true).setAttribute("b", 2.5).emit();
    builder.emit();
    flush();
    assertEquals(
        List.of("{}", "{b=1}", "{a=true, b=2.5}", "{a=true, b=2.5}"),
        sink.stream().map(record -> RandomRecords.text(record.getAttributes())).toList());
  }

  @Test
  @SuppressWarnings("NullAway") // applications pass null
  void nothingIsThrownIntoTheApplication() throws InterruptedException {
    LoggerProvider kernel = kernel(LogLimits.builder().setMaxAttributeValueLength(3).build());
    Logger logger = kernel.get(null);
    assertTrue(logger.isEnabled(null) && logger.isEnabled(null, null));
    kernel.loggerBuilder("").setInstrumentationVersion(null).setSchemaUrl(null).build();
    logger
        .logRecordBuilder()
        .setTimestamp(null)
        .setTimestamp(1, (TimeUnit) null)
        .setObservedTimestamp(null)
        .setObservedTimestamp(1, null)
        .setContext((Context) null)
        .setSeverity(null)
        .setSeverityText(null)
        .setBody((String) null)
        .setBody((Value<?>) null)
        .setEventName(null)
        .setException(null)
        .setAllAttributes(null)
        .setAttribute((String) null, "x")
        .setAttribute((String) null, 1)
        .setAttribute((String) null, 1L)
        .setAttribute((String) null, 1.0)
        .setAttribute((String) null, true)
        .setAttribute((String) null, Value.of(1))
        .setAttribute((AttributeKey<String>) null, "x")
        .setAttribute("k", (String) null)
        .setAttribute("", "x")
        .setAttribute("hostile", hostile())
        .emit();
    logger.logRecordBuilder().setBody(hostile()).emit();
    flush();
    assertEquals(2, sink.size());
    assertEquals("unknown", sink.getFirst().getInstrumentationScopeInfo().getName());
    assertEquals(Severity.UNDEFINED_SEVERITY_NUMBER, sink.getFirst().getSeverity());
    assertEquals(1, sink.getFirst().getAttributes().size());
    assertEquals(0, lost.count(LostLines.Reason.FAILED));
  }

  /// The bound of a lane in bytes depends on it.
  @Test
  void everyTextOfARecordCountsInItsSize() throws InterruptedException {
    String huge = "x".repeat(100_000);
    Logger logger = kernel(LogLimits.getDefault()).get("app");
    logger.logRecordBuilder().setBody(huge).emit();
    logger.logRecordBuilder().setBody(Value.of(Value.of(huge))).emit();
    logger.logRecordBuilder().setEventName(huge).emit();
    logger.logRecordBuilder().setSeverityText(huge).emit();
    logger.logRecordBuilder().setAttribute("a", huge).emit();
    logger.logRecordBuilder().setException(new IllegalStateException(huge)).emit();
    flush();
    for (LogRecordData record : sink) {
      long size = ((SizedRecord) record).contentBytes();
      assertTrue(size > 100_000 && size < 300_000, () -> size + " bytes");
    }
    assertTrue(new LineAttributes(huge, "main").bytes() > 200_000);
    assertTrue(new LineAttributes(null, huge).bytes() > 200_000);
  }

  @Test
  void anAttributeThatCannotBeReadCostsItsRecordWhichIsCounted() throws InterruptedException {
    Logger logger = kernel(LogLimits.getDefault()).get("app");
    logger.logRecordBuilder().setAttribute("hostile", hostile()).emit();
    logger.logRecordBuilder().emit();
    flush();
    assertEquals(1, sink.size());
    assertEquals(1, lost.count(LostLines.Reason.FAILED));
  }

  private static Value<String> hostile() {
    return new Value<>() {
      @Override
      public ValueType getType() {
        throw new AssertionError("no type");
      }

      @Override
      public String getValue() {
        throw new AssertionError("no value");
      }

      @Override
      public String asString() {
        throw new StackOverflowError();
      }

      @Override
      public String toString() {
        return asString();
      }
    };
  }
}
