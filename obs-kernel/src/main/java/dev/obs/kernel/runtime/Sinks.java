package dev.obs.kernel.runtime;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.delivery.CollectingReader;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.pipeline.MetricReaderSlot;
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
public final class Sinks {
  /// The least time of the console, which gets the lines about the other lanes.
  private static final Duration LAST = Duration.ofMillis(100);

  /// The most time of the parts that are closed after the lanes.
  private static final Duration RESERVE = Duration.ofMillis(600);

  private final KernelContext context;
  private final LaneFactory lanes;
  private final List<Lane<SpanData>> traces = new ArrayList<>();
  private final List<Lane<LogRecordData>> logs = new ArrayList<>();
  private final List<Lane<MetricData>> metrics = new ArrayList<>();
  private final Map<String, Lane<Incident>> incidents = new LinkedHashMap<>();
  private final List<CollectingReader> readers = new ArrayList<>();
  private final List<PeriodicCall> collections = new ArrayList<>();
  private final List<MetricOutlet.Pull> pulls = new ArrayList<>();
  private final Lane<LogRecordData> console;
  private boolean started;

  /// @param console opened whether or not it is selected: the kernel's own lines go there
  public Sinks(KernelContext context, ExtensionOpener opener, ExtensionProvider console) {
    this.context = context;
    lanes = new LaneFactory(context, opener);
    Exporter<LogRecordData> exporter =
        opener.open(console, LogSink.class, LogSink::open).orElseThrow();
    this.console = lanes.console(console.type(), exporter);
  }

  public void openTraces(ExtensionOpener opener) {
    for (ExtensionProvider sink : opener.selected(ExtensionKind.TRACE_SINK)) {
      opener
          .open(sink, TraceSink.class, TraceSink::open)
          .ifPresent(exporter -> {
            traces.add(lanes.traces(sink.type(), exporter));
            sink.activate(List.of());
          });
    }
  }

  public void openLogs(ExtensionOpener opener) {
    for (ExtensionProvider sink : opener.selected(ExtensionKind.LOG_SINK)) {
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

  public void openIncidents(ExtensionOpener opener) {
    for (ExtensionProvider sink : opener.selected(ExtensionKind.INCIDENT_SINK)) {
      opener
          .open(sink, IncidentSink.class, IncidentSink::open)
          .ifPresent(exporter -> {
            incidents.put(sink.type(), lanes.incidents(sink.type(), exporter));
            sink.activate(List.of());
          });
    }
  }

  /// @param places a place in the meter provider for each selected metric sink
  public void openMetrics(ExtensionOpener opener, List<MetricReaderSlot> places) {
    Iterator<MetricReaderSlot> place = places.iterator();
    for (ExtensionProvider sink : opener.selected(ExtensionKind.METRIC_SINK)) {
      MetricReaderSlot reader = place.next();
      opener
          .open(sink, MetricSink.class, MetricSink::open)
          .ifPresent(outlet -> connect(sink, outlet, reader));
    }
  }

  private void connect(ExtensionProvider sink, MetricOutlet outlet, MetricReaderSlot place) {
    switch (outlet) {
      case MetricOutlet.Push push -> {
        Lane<MetricData> lane = lanes.metrics(sink.type(), push.exporter());
        CollectingReader reader = new CollectingReader(lane, push.temporality());
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

  private PeriodicCall collection(ExtensionProvider sink, CollectingReader reader) {
    Configuration configuration = context.configuration();
    return new PeriodicCall(
        context.supervisor(),
        "collect-" + sink.type(),
        configuration.get(CoreSettings.COLLECTION_INTERVAL),
        configuration.get(CoreSettings.METRIC_EXPORT_TIMEOUT),
        () -> collect(reader));
  }

  /// A callback of an instrument that throws an Error must not end the collection for good.
  private void collect(CollectingReader reader) {
    try {
      reader.collect();
    } catch (Throwable failure) {
      context
          .supervisor()
          .faults()
          .warn(
              "collect" + failure.getClass().getName(),
              "metrics cannot be collected: " + SafeText.of(failure));
    }
  }

  public List<Lane<SpanData>> traces() {
    return traces;
  }

  public List<Lane<LogRecordData>> logs() {
    return logs;
  }

  /// By the sink's type.
  public Map<String, Lane<Incident>> incidents() {
    return incidents;
  }

  public Lane<LogRecordData> console() {
    return console;
  }

  /// Starts the lanes of all open sinks.
  public Lanes startLanes() {
    started = true;
    Lanes all = new Lanes(open());
    all.start();
    return all;
  }

  /// Closes the lanes; the console's last, which gets the lines about the others.
  ///
  /// @param losses notified of each lane that has lost or kept records
  public void closeLanes(long deadline, Consumer<LaneStats> losses) throws InterruptedException {
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
  public Optional<ScrapePage> page() {
    return pulls.stream().findFirst().map(MetricOutlet.Pull::page);
  }

  public void startCollecting() {
    collections.forEach(PeriodicCall::start);
  }

  /// Ends the schedule; [#collect] may still be called.
  public void stopCollecting() {
    collections.forEach(PeriodicCall::close);
  }

  /// Collects once more, for a flush.
  public void collect() {
    readers.forEach(this::collect);
  }

  /// What the spool holds for sinks that are not in use.
  public List<String> notices() {
    return lanes.notices();
  }

  /// Lets go of the spool, after the lanes.
  public void closeSpool() {
    lanes.close();
  }

  public void closePulls() {
    for (MetricOutlet.Pull pull : pulls) {
      try {
        pull.close();
      } catch (Throwable failure) {
        context
            .supervisor()
            .faults()
            .warn(
                "close" + failure.getClass().getName(),
                "a scrape cannot be closed: " + SafeText.of(failure));
      }
    }
  }
}
