package dev.obs.bridge.slf4j;

import dev.obs.api.Obs;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import dev.obs.testkit.InMemoryLogSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An application whose first lines follow the start, while a library of a probe uses SLF4J too. It
/// prints each line that arrives with its thread.
final class EarlyLines {
  private static final int LINES = 20;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private EarlyLines() {}

  /// A probe that uses SLF4J on a thread of its own, as OSHI does.
  private static final class LoggingProbe implements SystemProbe {
    @Override
    public String type() {
      return "logging";
    }

    @Override
    public Probe open(ExtensionContext context) throws InterruptedException {
      Thread.ofPlatform()
          .name("library")
          .daemon()
          .start(() -> LoggerFactory.getLogger("library").debug("hello"));
      boolean _ = SlowProvider.BEGUN.await(4, TimeUnit.SECONDS);
      return () -> {};
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    InMemoryLogSink sink = new InMemoryLogSink();
    try (Obs obs =
        Obs.builder()
            .with(sink)
            .with(new LoggingProbe())
            .set("telemetry.logging.exporters", "in-memory")
            .start()) {
      try (var operation = obs.operations().start("early", "job-7")) {
        Logger logger = LoggerFactory.getLogger("svc");
        for (int i = 0; i < LINES; i++) {
          logger.info("line {}", i);
        }
        SlowProvider.WRITTEN.countDown();
        sink.await(LINES, LIMIT);
        String trace = operation.span().getSpanContext().getTraceId();
        sink.records().forEach(line -> print(line, trace));
      }
    }
  }

  private static void print(LogRecordData line, String trace) {
    System.out.println(
        line.getBodyValue().asString()
            + " of "
            + line.getAttributes().get(AttributeKey.stringKey("thread.name"))
            + (line.getSpanContext().getTraceId().equals(trace) ? " in its span" : ""));
  }
}
