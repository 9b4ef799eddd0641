package dev.obs.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.kernel.delivery.Backoff;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.LaneOptions;
import dev.obs.kernel.delivery.LaneSpec;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.delivery.MemoryLane;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import dev.obs.spi.ExportResult;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneSpanProcessorTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Supervisor supervisor = Supervisors.create(log);
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Lane<SpanData> lane =
      new MemoryLane<>(
          new LaneSpec<>(
              "fake",
              Signal.TRACES,
              new LaneOptions(
                  100,
                  1 << 20,
                  100,
                  1 << 20,
                  Duration.ZERO,
                  Duration.ofSeconds(5),
                  Backoff.DEFAULT),
              batch -> {
                batch.forEach(span -> sent.add(span.getName()));
                return ExportResult.delivered();
              },
              supervisor));
  private final LaneSpanProcessor processor = new LaneSpanProcessor(supervisor.faults());

  @AfterEach
  void close() throws InterruptedException {
    new Lanes(List.of(lane)).close(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    supervisor.close();
  }

  private void flush() throws InterruptedException {
    lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos());
  }

  /// A span of another SDK.
  private static ReadableSpan span(SpanContext context, Supplier<SpanData> data) {
    return (ReadableSpan)
        Proxy.newProxyInstance(
            LaneSpanProcessorTest.class.getClassLoader(),
            new Class<?>[] {ReadableSpan.class},
            (_, method, _) -> method.getName().equals("toSpanData") ? data.get() : context);
  }

  @Test
  void offersSampledSpansOnceItIsConnected() throws InterruptedException {
    lane.start();
    try (SdkTracerProvider sdk = SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
      sdk.get("shop").spanBuilder("early").startSpan().end();
      processor.connect(List.of(lane));
      sdk.get("shop").spanBuilder("order").startSpan().end();
      flush();
    }
    assertEquals(List.of("order"), sent);
  }

  @Test
  void aSpanThatCannotBeReadThrowsNothingIntoTheApplicationAndIsLogged()
      throws InterruptedException {
    AtomicReference<SpanContext> sampled = new AtomicReference<>();
    lane.start();
    processor.connect(List.of(lane));
    try (SdkTracerProvider sdk = SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
      sampled.set(sdk.get("shop").spanBuilder("order").startSpan().getSpanContext());
      ReadableSpan strange =
          span(
              sampled.get(),
              () -> {
                throw new StackOverflowError("of a foreign SDK");
              });
      assertDoesNotThrow(() -> processor.onEnd(strange));
      sdk.get("shop").spanBuilder("next").startSpan().end();
      flush();
    }
    assertEquals(List.of("next"), sent);
    assertEquals(
        List.of("a span cannot be read: java.lang.StackOverflowError: of a foreign SDK"), log);
  }
}
