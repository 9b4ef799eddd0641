package dev.obs.bench.load;

import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Spans with three attributes, exported by OTLP to a backend in another process: lines 6 and 7.
public final class ExportLoad {
  private ExportLoad() {}

  /// Measures one side.
  ///
  /// @param arguments the file for the figures, the side, the rate, seconds of warm-up and of
  ///   measurement and the port of the backend
  public static void main(String[] arguments) throws IOException {
    Path figures = Path.of(arguments[0]);
    Pace pace = new Pace(Long.parseLong(arguments[2]));
    double warmup = Double.parseDouble(arguments[3]);
    double seconds = Double.parseDouble(arguments[4]);
    SpanSource source = SpanSource.open(Side.valueOf(arguments[1]), Integer.parseInt(arguments[5]));
    Pace.Run cold = pace.run(warmup, source.span(), source.drain());
    long before = source.delivered().getAsLong();
    Pace.Run warm = pace.run(seconds, source.span(), source.drain());
    long delivered = source.delivered().getAsLong() - before;
    Child.write(
        figures,
        Map.of(
            Metric.PROCESS_CPU, warm.process() / (double) Math.max(1, delivered),
            Metric.CPU, warm.caller() / (double) warm.records(),
            Metric.BYTES, warm.callerBytes() / (double) warm.records(),
            Metric.DROPPED, percent(warm.records() - delivered, warm.records()),
            Metric.RATE, delivered / warm.seconds(),
            Metric.DROPPED_COLD, percent(cold.records() - before, cold.records())));
    System.exit(0); // the exporters have threads
  }

  private static double percent(long part, long whole) {
    return 100.0 * part / Math.max(1, whole);
  }
}
