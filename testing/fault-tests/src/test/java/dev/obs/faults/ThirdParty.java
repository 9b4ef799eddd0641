package dev.obs.faults;

import dev.obs.api.Obs;
import dev.obs.api.ObsBuilder;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// A foreign plugin that uses only the API: its backend is a file, and is down until a file beside
/// it, the gate, exists. It also contains the application that uses the plugin, to be killed.
final class ThirdParty {
  static final String TYPE = "third-party";
  static final String SCOPE = "shop";
  static final String GATE = "gate";
  static final String ITEMS = "items.txt";

  private final Path backend;

  /// @param backend the backend's folder
  ThirdParty(Path backend) {
    this.backend = backend;
  }

  /// Emits one record of each signal, waits until they are accepted, and then for a kill; or, with
  /// `drain`, delivers the existing ones.
  public static void main(String[] args) throws InterruptedException {
    Path spool = Path.of(args[0]);
    ThirdParty plugin = new ThirdParty(Path.of(args[1]));
    ObsBuilder builder =
        plugin
            .builder()
            .set("telemetry.spool.enabled", "true")
            .set("telemetry.spool.path", spool.toString());
    try (Obs obs = builder.start()) {
      if (args[2].equals("drain")) {
        while (obs.view().lanes().stream().anyMatch(lane -> lane.waiting() > 0)) {
          LockSupport.parkNanos(1_000_000);
        }
        return;
      }
      System.out.println("span " + Emission.emit(obs));
      while (obs.flush(Duration.ofMillis(500))
          || obs.view().lanes().stream().filter(ThirdParty::isOurs).anyMatch(ThirdParty::lacks)) {
        LockSupport.parkNanos(1_000_000);
      }
      System.out.println("accepted");
      Thread.currentThread().join(); // for ever
    }
  }

  private static boolean isOurs(LaneStats lane) {
    return lane.sink().equals(TYPE);
  }

  private static boolean lacks(LaneStats lane) {
    return lane.accepted() == 0 || lane.queued() > 0;
  }

  /// Returns a builder of a kernel with the plugin.
  ObsBuilder builder() {
    ObsBuilder builder =
        Obs.builder()
            .set("health.port", "0")
            .global(false)
            .set("telemetry.probes.which", "")
            .set("telemetry.tracing.exporters", TYPE)
            .set("telemetry.logging.exporters", TYPE)
            .set("telemetry.metrics.exporters", TYPE)
            .set("telemetry.resource.attributes.team", "checkout");
    List.of(new Traces(), new Logs(), new Metrics()).forEach(builder::with);
    return builder;
  }

  /// Returns the items that its backend received.
  List<String> items() throws IOException {
    Path file = backend.resolve(ITEMS);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private final class Traces implements TraceSink {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      return exporter(Rendering::span);
    }
  }

  private final class Logs implements LogSink {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public Exporter<LogRecordData> open(ExtensionContext context) {
      return exporter(Rendering::log);
    }
  }

  private final class Metrics implements MetricSink {
    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public MetricOutlet open(ExtensionContext context) {
      return new MetricOutlet.Push(exporter(Rendering::metric));
    }
  }

  private <T> Exporter<T> exporter(Function<T, String> rendering) {
    return batch -> {
      if (!Files.exists(backend.resolve(GATE))) {
        throw new IOException("the backend is down");
      }
      append(batch.stream().map(rendering).toList());
      return ExportResult.delivered();
    };
  }

  /// Appends lines to the items. The lanes of all signals share the file, and a batch can be longer
  /// than one write.
  private synchronized void append(List<String> lines) throws IOException {
    Files.write(
        backend.resolve(ITEMS), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
