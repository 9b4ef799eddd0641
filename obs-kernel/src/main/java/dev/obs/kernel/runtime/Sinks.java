package dev.obs.kernel.runtime;

import dev.obs.kernel.delivery.CollectingReader;
import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.delivery.Outlet;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.log.ConsoleSink;
import dev.obs.kernel.pipeline.SdkPipeline;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.model.LaneStats;
import dev.obs.model.SafeText;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The open sinks: a lane for each that is pushed to, and the outlets that are pulled. Used by the
/// thread that starts or closes the kernel; [#collect] may be called by any thread.
public final class Sinks {
  /// The least time of the console, which gets the lines about the other lanes.
  private static final Duration LAST = Duration.ofMillis(100);

  /// The most time of the parts that are closed after the lanes.
  private static final Duration RESERVE = Duration.ofMillis(600);

  private final KernelContext context;
  private final ExtensionOpener opener;
  private final LaneFactory factory;
  private final Lane<LogRecordData> console;
  private final SinkLanes lanes = new SinkLanes();
  private final MetricCollections collections;
  private final List<MetricOutlet.Pull> pulls = new ArrayList<>();
  private boolean started;

  /// Opens the spool and the console, whether or not the console is selected: the kernel's own
  /// lines go there.
  ///
  /// @param lifecycle gets the closes of the scrapes and the spool, which must follow that of the
  ///   lanes
  public Sinks(
      KernelContext context,
      ExtensionOpener opener,
      ExtensionProvider console,
      Lifecycle lifecycle) {
    this.context = context;
    this.opener = opener;
    collections = new MetricCollections(context);
    lifecycle.foreign("scrapes", deadline -> closePulls());
    factory = LaneFactory.open(context, opener, lifecycle);
    this.console =
        factory.console(
            console.type(), opener.open(console, LogSink.class, LogSink::open).orElseThrow());
  }

  /// Opens the selected sinks of all signals and starts their lanes.
  ///
  /// @param pipeline gets the reader of each metric sink
  public void openSelected(SdkPipeline pipeline) {
    Signal.ALL.forEach(signal -> open(signal, pipeline));
    startLanes();
  }

  private <T> void open(Signal<T> signal, SdkPipeline pipeline) {
    for (ExtensionProvider sink : opener.selected(signal)) {
      if (signal == Signal.LOGS && sink.type().equals(ConsoleSink.TYPE)) {
        lanes.add(Signal.LOGS, sink.type(), console);
        sink.activate(List.of());
      } else {
        opener.open(sink, signal).ifPresent(outlet -> connect(sink, signal, outlet, pipeline));
      }
    }
  }

  private <T> void connect(
      ExtensionProvider sink, Signal<T> signal, Outlet<T> outlet, SdkPipeline pipeline) {
    if (outlet instanceof Outlet.Pushed<T>(var exporter)) {
      lanes.add(signal, sink.type(), factory.lane(sink.type(), signal, exporter));
      sink.activate(List.of());
    } else if (outlet instanceof Outlet.Collected<T>(var exporter, var readers)) {
      Lane<T> lane = factory.lane(sink.type(), signal, exporter);
      CollectingReader reader = readers.apply(lane);
      pipeline.add(sink.type(), reader);
      lanes.add(signal, sink.type(), lane);
      collections.add(sink.type(), reader);
      sink.activate(List.of());
    } else {
      MetricOutlet.Pull pull = ((Outlet.Scraped<T>) outlet).pull();
      pipeline.add(sink.type(), pull.reader());
      pulls.add(pull);
      sink.activate(pull.addresses());
    }
  }

  /// The lanes of a signal, by type of the sink.
  public <T> Map<String, Lane<T>> lanes(Signal<T> signal) {
    return lanes.of(signal);
  }

  /// The lanes of all open sinks, and that of the console.
  public Lanes lanes() {
    return new Lanes(open());
  }

  /// The lane of the console.
  public Lane<LogRecordData> console() {
    return console;
  }

  private void startLanes() {
    started = true;
    lanes().start();
  }

  /// Closes the lanes; the console's last, which gets the lines about the others.
  ///
  /// @param deadline in terms of [System#nanoTime]
  /// @param losses notified of each lane that has lost or kept records
  /// @throws InterruptedException if the thread is interrupted while it waits; the lanes are closed
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
    List<Lane<?>> all = lanes.all();
    if (!all.contains(console)) {
      all.add(console);
    }
    return all;
  }

  /// The first page that an outlet offers.
  public Optional<ScrapePage> page() {
    return pulls.stream().findFirst().map(MetricOutlet.Pull::page);
  }

  /// Starts to collect metrics on a schedule.
  public void startCollecting() {
    collections.start();
  }

  /// Ends the schedule; [#collect] may still be called.
  public void stopCollecting() {
    collections.stop();
  }

  /// Collects once more, for a flush. Never throws.
  public void collect() {
    collections.collect();
  }

  /// One notice for each lane of the spool that has records and no sink.
  public List<String> notices() {
    return factory.notices();
  }

  private void closePulls() {
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
