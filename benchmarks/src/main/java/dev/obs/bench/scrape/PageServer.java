package dev.obs.bench.scrape;

import dev.obs.api.Obs;
import dev.obs.bench.report.Side;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.prometheus.PrometheusHttpServer;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A server of the page on one side.
///
/// @param port the port of `/metrics`
public record PageServer(int port, AutoCloseable server) implements AutoCloseable {

  /// Starts a side with its series.
  ///
  /// @param lines the number of lines of the page
  public static PageServer open(Side side, int lines) throws IOException {
    Series series = new Series(lines);
    return switch (side) {
      case OBS -> obs(series);
      case SDK -> sdk(series);
      case CLIENT_JAVA -> clientJava(series);
      case MICROMETER -> micrometer(series);
      case FLOOR -> {
        FloorPage page = new FloorPage(series);
        yield new PageServer(page.port(), page);
      }
      default -> throw new IllegalArgumentException(side + " has no page");
    };
  }

  private static PageServer obs(Series series) throws IOException {
    int port = freePort();
    Obs obs =
        Obs.builder()
            .global(false)
            .set("telemetry.service_name", "bench")
            .set("telemetry.metrics.exporters", "prometheus")
            .set("telemetry.prometheus.port", Integer.toString(port))
            .set("telemetry.probes.interval", "1h")
            .set("telemetry.probes.which", "jvm")
            .set("health.port", "0")
            .start();
    fill(obs.openTelemetry().getMeter("bench"), series);
    return new PageServer(port, obs);
  }

  private static PageServer sdk(Series series) throws IOException {
    int port = freePort();
    SdkMeterProvider meters =
        SdkMeterProvider.builder()
            .registerMetricReader(
                PrometheusHttpServer.builder().setHost("127.0.0.1").setPort(port).build())
            .build();
    fill(meters.get("bench"), series);
    return new PageServer(port, meters);
  }

  private static void fill(Meter meter, Series series) {
    List<Double> bounds = DoubleStream.of(Series.BOUNDS).boxed().toList();
    List<LongCounter> counters =
        IntStream.range(0, Series.instruments(series.counters()))
            .mapToObj(i -> meter.counterBuilder("requests_" + i).setDescription("h").build())
            .toList();
    List<DoubleHistogram> histograms =
        IntStream.range(0, Series.instruments(series.histograms()))
            .mapToObj(i ->
                meter
                    .histogramBuilder("latency_" + i)
                    .setDescription("h")
                    .setUnit("s")
                    .setExplicitBucketBoundariesAdvice(bounds)
                    .build())
            .toList();
    series.count((i, value) -> counters.get(Series.instrument(i)).add(value, attributes(i)));
    series.observe((i, value) -> histograms.get(Series.instrument(i)).record(value, attributes(i)));
  }

  private static Attributes attributes(int series) {
    return Attributes.of(
        AttributeKey.stringKey("method"), "GET",
        AttributeKey.stringKey("route"), Series.route(series),
        AttributeKey.stringKey("status"), "200");
  }

  private static PageServer clientJava(Series series) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    String[] labels = Series.LABELS.toArray(String[]::new);
    List<Counter> counters =
        IntStream.range(0, Series.instruments(series.counters()))
            .mapToObj(i ->
                Counter.builder()
                    .name("requests_" + i + "_total")
                    .help("h")
                    .labelNames(labels)
                    .register(registry))
            .toList();
    List<Histogram> histograms =
        IntStream.range(0, Series.instruments(series.histograms()))
            .mapToObj(i ->
                Histogram.builder()
                    .name("latency_" + i + "_seconds")
                    .help("h")
                    .classicOnly()
                    .classicUpperBounds(Series.BOUNDS)
                    .labelNames(labels)
                    .register(registry))
            .toList();
    series.count((i, value) ->
        counters.get(Series.instrument(i)).labelValues("GET", Series.route(i), "200").inc(value));
    series.observe((i, value) ->
        histograms
            .get(Series.instrument(i))
            .labelValues("GET", Series.route(i), "200")
            .observe(value));
    HTTPServer server =
        HTTPServer.builder().hostname("127.0.0.1").port(0).registry(registry).buildAndStart();
    return new PageServer(server.getPort(), server);
  }

  private static PageServer micrometer(Series series) throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Duration[] bounds =
        Arrays.stream(Series.BOUNDS)
            .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
            .toArray(Duration[]::new);
    series.count((i, value) ->
        registry
            .counter(
                "requests_" + Series.instrument(i),
                "method",
                "GET",
                "route",
                Series.route(i),
                "status",
                "200")
            .increment(value));
    series.observe((i, value) ->
        Timer.builder("latency_" + Series.instrument(i))
            .tags("method", "GET", "route", Series.route(i), "status", "200")
            .serviceLevelObjectives(bounds)
            .register(registry)
            .record(Duration.ofNanos((long) (value * 1e9))));
    MicrometerPage page = new MicrometerPage(registry);
    return new PageServer(page.port(), page);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
