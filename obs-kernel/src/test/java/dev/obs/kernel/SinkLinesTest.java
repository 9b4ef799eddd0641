package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines that a sink writes while it works, on threads that it shares with the application.
class SinkLinesTest {
  private static final Logger LIBRARY = Logger.getLogger("some.library");
  private static final Logger APPLICATION = Logger.getLogger("shop");

  @TempDir Path folder;

  /// A log sink that writes lines on the common pool and in parallel streams, and fails.
  static final class Noisy implements LogSink {
    @Override
    public String type() {
      return "noisy";
    }

    @Override
    public Exporter<LogRecordData> open(ExtensionContext context) {
      return batch -> {
        ForkJoinPool.commonPool().submit(() -> LIBRARY.warning("pooled")).join();
        IntStream.range(0, 20).parallel().forEach(i -> LIBRARY.warning("parallel " + i));
        return new ExportResult.Rejected("refused");
      };
    }
  }

  @Test
  void stayOutOfTheLanesWhileThoseOfTheApplicationEnter() throws IOException {
    Fakes.Records records = new Fakes.Records();
    String yaml = "telemetry: {logging: {exporters: [fake, noisy]}}";
    try (Kernel obs = Fakes.start(folder, yaml, records, new Noisy())) {
      for (int round = 0; round < 3; round++) {
        APPLICATION.info("sold");
        obs.flush(Duration.ofSeconds(30)); // false: the noisy sink loses records
      }
      ForkJoinPool.commonPool().submit(() -> APPLICATION.info("pooled sale")).join();
      IntStream.range(0, 20).parallel().forEach(i -> APPLICATION.info("parallel sale"));
      obs.flush(Duration.ofSeconds(30)); // false: the noisy sink loses records
    }
    assertEquals(
        List.of(),
        records.records.stream()
            .filter(record -> record.getInstrumentationScopeInfo().getName().equals("some.library"))
            .toList());
    assertEquals(
        24,
        records.records.stream()
            .filter(record -> record.getInstrumentationScopeInfo().getName().equals("shop"))
            .count());
  }
}
