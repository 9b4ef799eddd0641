package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Loggers taken over by a kernel, the console and another sink.
final class LogFixture implements AfterEachCallback {
  private final boolean given;
  private final ObjectMapper json = new ObjectMapper();
  private final Supervisor supervisor = Supervisors.create();
  private final LostLines lost = new LostLines(supervisor.faults());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<LogRecordData> shipped = new CopyOnWriteArrayList<>();
  private final List<Lane<?>> lanes = new ArrayList<>();
  private LoggerProvider provider;
  private Logs logs;

  private LogFixture(boolean given) {
    this.given = given;
  }

  /// A kernel with its own loggers of OpenTelemetry.
  static LogFixture own() {
    return new LogFixture(false);
  }

  /// A kernel with the SDK of an application.
  static LogFixture given() {
    return new LogFixture(true);
  }

  /// Takes over the loggers.
  void start(boolean structured, boolean correlate) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Lane<LogRecordData> console = lane("console", new ConsoleExporter(stream, structured)::export);
    Lane<LogRecordData> ship =
        lane(
            "fake",
            batch -> {
              shipped.addAll(batch);
              return ExportResult.delivered();
            });
    LaneLogProcessor processor = new LaneLogProcessor(lost);
    processor.connect(List.of(console, ship));
    provider =
        given
            ? SdkLoggerProvider.builder().addLogRecordProcessor(processor).build()
            : new KernelLoggerProvider(
                Resource.empty(), LogLimits.getDefault(), processor, InstantSource.system());
    logs = new Logs(provider, Resource.empty(), console, supervisor, lost);
    logs.takeOver(System.Logger.Level.DEBUG, correlate);
  }

  private Lane<LogRecordData> lane(String name, dev.obs.spi.Exporter<LogRecordData> exporter) {
    Lane<LogRecordData> lane =
        new MemoryLane<>(
            new LaneSpec<>(
                name,
                Signal.LOGS,
                new LaneOptions(
                    100,
                    16 << 20,
                    100,
                    1 << 20,
                    Duration.ZERO,
                    Duration.ofSeconds(5),
                    Backoff.DEFAULT),
                exporter,
                supervisor));
    lane.start();
    lanes.add(lane);
    return lane;
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    logs.close();
    new Lanes(lanes).close(System.nanoTime() + Duration.ofSeconds(1).toNanos());
    supervisor.close();
  }

  /// The lines of the console so far.
  List<String> lines() throws InterruptedException {
    for (Lane<?> lane : lanes) {
      assertTrue(lane.flush(System.nanoTime() + Duration.ofSeconds(10).toNanos()));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.isEmpty() || text.endsWith("\n"));
    return text.lines().toList();
  }

  /// The only line of the console.
  JsonNode line() throws InterruptedException, IOException {
    List<String> lines = lines();
    assertEquals(1, lines.size(), "exactly one line");
    return json.readTree(lines.getFirst());
  }

  /// The records that the other sink got so far.
  List<LogRecordData> shipped() {
    return shipped;
  }

  Logs logs() {
    return logs;
  }

  LoggerProvider provider() {
    return provider;
  }

  Supervisor supervisor() {
    return supervisor;
  }
}
