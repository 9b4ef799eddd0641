package dev.obs.kernel;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.extension.Component;
import dev.obs.kernel.extension.Kind;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.Incident;
import dev.obs.model.LaneStats;
import dev.obs.model.SafeText;
import dev.obs.spi.Exporter;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.ScrapePage;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The open sinks: a lane for each that is pushed to, and the outlets that are pulled.
final class Sinks {
  /// The least time of the console, which gets the lines about the other lanes.
  private static final Duration LAST = Duration.ofMillis(100);

  /// The most time of the parts that are closed after the lanes.
  private static final Duration RESERVE = Duration.ofMillis(600);

  private final Ground ground;
  private final LaneMaker lanes;
  private final List<Lane<SpanData>> traces = new ArrayList<>();
  private final List<Lane<LogRecordData>> logs = new ArrayList<>();
  private final List<Lane<MetricData>> metrics = new ArrayList<>();
  private final Map<String, Lane<Incident>> incidents = new LinkedHashMap<>();
  private final List<PushReader> readers = new ArrayList<>();
  private final List<PeriodicCall> collections = new ArrayList<>();
  private final List<MetricOutlet.Pull> pulls = new ArrayList<>();
  private final Lane<LogRecordData> console;
  private boolean started;

  /// @param console opened whether or not it is selected: the kernel's own lines go there
  Sinks(Ground ground, Opener opener, Component console) {
    this.ground = ground;
    lanes = new LaneMaker(ground, opener);
    Exporter<LogRecordData> exporter =
        opener.open(console, LogSink.class, LogSink::open).orElseThrow();
    this.console = lanes.console(console.type(), exporter);
  }

  void openTraces(Opener opener) {
    for (Component sink : opener.selected(Kind.TRACE_SINK)) {
      opener
          .open(sink, TraceSink.class, TraceSink::open)
          .ifPresent(exporter -> {
            traces.add(lanes.traces(sink.type(), exporter));
            sink.activate(List.of());
          });
    }
  }

  void openLogs(Opener opener) {
    for (Component sink : opener.selected(Kind.LOG_SINK)) {
      if (sink.type().equals(ConsoleSink.TYPE)) {
        logs.add(console);
        sink.activate(List.of());
        continue;
      }
      opener
          .open(sink, LogSink.class, LogSink::open)
          .ifPresent(exporter -> {
            logs.add(lanes.logs(sink.type(), exporter));
            sink.activate(List.of());
          });
    }
  }

  void openIncidents(Opener opener) {
    for (Component sink : opener.selected(Kind.INCIDENT_SINK)) {
      opener
          .open(sink, IncidentSink.class, IncidentSink::open)
          .ifPresent(exporter -> {
            incidents.put(sink.type(), lanes.incidents(sink.type(), exporter));
            sink.activate(List.of());
          });
    }
  }

  /// @param places a place in the meter provider for each selected metric sink
  void openMetrics(Opener opener, List<LateReader> places) {
    Iterator<LateReader> place = places.iterator();
    for (Component sink : opener.selected(Kind.METRIC_SINK)) {
      LateReader reader = place.next();
      opener
          .open(sink, MetricSink.class, MetricSink::open)
          .ifPresent(outlet -> connect(sink, outlet, reader));
    }
  }

  private void connect(Component sink, MetricOutlet outlet, LateReader place) {
    switch (outlet) {
      case MetricOutlet.Push push -> {
        Lane<MetricData> lane = lanes.metrics(sink.type(), push.exporter());
        PushReader reader = new PushReader(lane, push.temporality());
        place.fill(reader);
        metrics.add(lane);
        readers.add(reader);
        collections.add(collection(sink, reader));
        sink.activate(List.of());
      }
      case MetricOutlet.Pull pull -> {
        place.fill(pull.reader());
        pulls.add(pull);
        sink.activate(pull.addresses());
      }
    }
  }

  private PeriodicCall collection(Component sink, PushReader reader) {
    Configuration configuration = ground.configuration();
    return new PeriodicCall(
        ground.supervisor(),
        "collect-" + sink.type(),
        configuration.get(CoreSettings.COLLECTION_INTERVAL),
        configuration.get(CoreSettings.METRIC_EXPORT_TIMEOUT),
        () -> collect(reader));
  }

  /// A callback of an instrument that throws an Error must not end the collection for good.
  private void collect(PushReader reader) {
    try {
      reader.collect();
    } catch (Throwable failure) {
      ground
          .supervisor()
          .faults()
          .warn(
              "collect" + failure.getClass().getName(),
              "metrics cannot be collected: " + SafeText.of(failure));
    }
  }

  List<Lane<SpanData>> traces() {
    return traces;
  }

  List<Lane<LogRecordData>> logs() {
    return logs;
  }

  /// By the sink's type.
  Map<String, Lane<Incident>> incidents() {
    return incidents;
  }

  Lane<LogRecordData> console() {
    return console;
  }

  /// Starts the lanes of all open sinks.
  Lanes startLanes() {
    started = true;
    Lanes all = new Lanes(open());
    all.start();
    return all;
  }

  /// Closes the lanes; the console's last, which gets the lines about the others.
  ///
  /// @param losses notified of each lane that has lost or kept records
  void closeLanes(long deadline, Consumer<LaneStats> losses) throws InterruptedException {
    if (!started) {
      startLanes(); // their threads close the exporters
    }
    List<Lane<?>> others = open().stream().filter(lane -> lane != console).toList();
    long end = deadline - reserve(deadline);
    try {
      new Lanes(others).close(end);
      others.stream().map(Lane::stats).filter(Sinks::isIncomplete).forEach(losses);
    } finally {
      new Lanes(List.of(console)).close(Math.max(end, System.nanoTime() + LAST.toNanos()));
    }
  }

  /// A part of the time for what follows the lanes.
  private static long reserve(long deadline) {
    return Math.clamp((deadline - System.nanoTime()) / 5, 0, RESERVE.toNanos());
  }

  private static boolean isIncomplete(LaneStats lane) {
    return lane.refused() + lane.deadLettered() + lane.droppedTotal() + lane.waiting() > 0;
  }

  private List<Lane<?>> open() {
    List<Lane<?>> all = new ArrayList<>();
    all.addAll(traces);
    all.addAll(metrics);
    all.addAll(logs);
    all.addAll(incidents.values());
    if (!logs.contains(console)) {
      all.add(console);
    }
    return all;
  }

  /// The first page that an outlet offers.
  Optional<ScrapePage> page() {
    return pulls.stream().findFirst().map(MetricOutlet.Pull::page);
  }

  void startCollecting() {
    collections.forEach(PeriodicCall::start);
  }

  /// Ends the schedule; [#collect] may still be called.
  void stopCollecting() {
    collections.forEach(PeriodicCall::close);
  }

  /// Collects once more, for a flush.
  void collect() {
    readers.forEach(this::collect);
  }

  /// What the spool holds for sinks that are not in use.
  List<String> notices() {
    return lanes.notices();
  }

  /// Lets go of the spool, after the lanes.
  void closeSpool() {
    lanes.close();
  }

  void closePulls() {
    for (MetricOutlet.Pull pull : pulls) {
      try {
        pull.close();
      } catch (Throwable failure) {
        ground
            .supervisor()
            .faults()
            .warn(
                "close" + failure.getClass().getName(),
                "a scrape cannot be closed: " + SafeText.of(failure));
      }
    }
  }
}
