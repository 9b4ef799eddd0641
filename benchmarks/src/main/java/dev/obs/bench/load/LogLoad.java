package dev.obs.bench.load;

import dev.obs.api.Obs;
import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Side;
import dev.obs.model.LaneStats;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// JSON lines of one logger to a file: line 5.
public final class LogLoad {
  static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String SPAN_ID = "00f067aa0ba902b7";
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private LogLoad() {}

  /// Measures one side.
  ///
  /// @param arguments the file for the figures, the side, the API, the rate, seconds of warm-up and
  ///   of measurement, and the file of the log
  public static void main(String[] arguments) throws IOException {
    Path figures = Path.of(arguments[0]);
    Side side = Side.valueOf(arguments[1]);
    String api = arguments[2];
    Pace pace = new Pace(Long.parseLong(arguments[3]));
    double warmup = Double.parseDouble(arguments[4]);
    double seconds = Double.parseDouble(arguments[5]);
    Map<Metric, Double> measured =
        side == Side.OBS
            ? ofObs(api, pace, warmup, seconds)
            : ofPeer(PeerLog.open(side, Path.of(arguments[6])), pace, warmup, seconds);
    Child.write(figures, measured);
    System.exit(0); // Log4j2 and the exporters have threads
  }

  /// Obs writes to the standard output, which is the file.
  private static Map<Metric, Double> ofObs(String api, Pace pace, double warmup, double seconds) {
    SpanContext context =
        SpanContext.create(TRACE_ID, SPAN_ID, TraceFlags.getSampled(), TraceState.getDefault());
    try (Obs obs =
            Obs.builder()
                .set("telemetry.service_name", "bench")
                .set("telemetry.logging.exporters", "console")
                .set("telemetry.logging.structured", "true")
                .set("telemetry.prometheus.port", "0")
                .set("telemetry.probes.interval", "1h")
                .set("telemetry.probes.which", "jvm")
                .set("health.port", "0")
                .start();
        Scope _ = Span.wrap(context).makeCurrent()) {
      Runnable line = ObsLog.of(api);
      Runnable drain = () -> obs.flush(DRAIN);
      pace.run(warmup, line, drain);
      long before = written(obs);
      Pace.Run run = pace.run(seconds, line, drain);
      return figures(run, written(obs) - before);
    }
  }

  private static long written(Obs obs) {
    return obs.view().lanes().stream()
        .filter(lane -> lane.signal().equals("logs"))
        .mapToLong(LaneStats::delivered)
        .sum();
  }

  private static Map<Metric, Double> ofPeer(PeerLog log, Pace pace, double warmup, double seconds) {
    pace.run(warmup, log.line(), log.drain());
    Pace.Run run = pace.run(seconds, log.line(), log.drain());
    return figures(run, run.records());
  }

  private static Map<Metric, Double> figures(Pace.Run run, long written) {
    double lines = run.records();
    return Map.of(
        Metric.PROCESS_CPU, run.process() / (double) Math.max(1, written),
        Metric.CPU, run.caller() / lines,
        Metric.BYTES, run.callerBytes() / lines,
        Metric.DROPPED, 100 * (lines - written) / lines,
        Metric.RATE, written / run.seconds());
  }
}
