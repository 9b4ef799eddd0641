package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.OperationSettings;
import dev.obs.kernel.delivery.LaneMetrics;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.extension.Component;
import dev.obs.kernel.extension.Kind;
import dev.obs.kernel.health.HealthMetrics;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.log.Logs;
import dev.obs.kernel.log.LostLines;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.operation.OperationOptions;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import dev.obs.model.LaneStats;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Puts a kernel together in order and takes it apart in reverse: sinks and lanes, OpenTelemetry,
/// logs, operations, probes, checks, incidents, and last of all the endpoints, which show the rest.
final class Assembly {
  private static final System.Logger LOG = System.getLogger("obs");

  private final Ground ground;
  private final Closing closing;
  private final List<String> notices;
  private final Sinks sinks;
  private final Lanes lanes;
  private final Logs logs;
  private final Telemetry telemetry;
  private final OperationMonitor operations;
  private final Probes probes;
  private final HealthMonitor health;
  private final IncidentDesk incidents;
  private final View view;

  private Assembly(
      Inventory inventory,
      Ground ground,
      Closing closing,
      KernelProvider.Options options,
      Consumer<LaneStats> losses) {
    this.ground = ground;
    this.closing = closing;
    Configuration configuration = inventory.configuration();
    List<Component> components = inventory.components();
    LostLines lost = new LostLines(ground.supervisor().faults());
    Intake intake = new Intake(configuration, metricSinks(components), lost);
    telemetry =
        options.openTelemetry() == null
            ? Telemetry.own(configuration, intake, ground.supervisor())
            : Telemetry.given(options.openTelemetry(), intake);
    notices =
        options.openTelemetry() == null
            ? inventory.notices()
            : Stream.concat(inventory.notices().stream(), intake.notices().stream()).toList();
    MeterProvider meters = telemetry.openTelemetry().getMeterProvider();
    Opener opener = new Opener(ground, meters, components);
    probes = new Probes(ground);
    probes.open(opener, closing);
    sinks = new Sinks(ground, opener, inventory.console());
    closing.foreign("scrapes", _ -> sinks.closePulls());
    closing.own("spool", _ -> sinks.closeSpool());
    logs =
        new Logs(
            telemetry.openTelemetry().getLogsBridge(),
            configuration.resource(),
            sinks.console(),
            ground.supervisor(),
            lost);
    closing.own("logs", _ -> logs.close());
    closing.own("lanes", deadline -> sinks.closeLanes(deadline, losses));
    closing.own("log intake", _ -> logs.giveBack());
    closing.own("telemetry", _ -> closeTelemetry());
    closing.foreign("collection", _ -> sinks.collect());
    closing.own("schedules", _ -> stopSchedules());
    sinks.openTraces(opener);
    sinks.openMetrics(opener, intake.places());
    sinks.openLogs(opener);
    sinks.openIncidents(opener);
    lanes = sinks.startLanes();
    intake.lead(sinks);
    operations =
        new OperationMonitor(
            telemetry.openTelemetry(),
            ground.supervisor().faults(),
            ground.clock(),
            new OperationOptions(
                configuration.get(OperationSettings.LIMIT),
                configuration.get(OperationSettings.NOTES),
                configuration.get(OperationSettings.CPU)));
    health = Checks.monitor(ground);
    closing.own("checks", _ -> health.close());
    Checks.open(ground, opener, health);
    view = view(inventory);
    incidents = new IncidentDesk(ground, sinks.incidents(), view::health, lanes);
    closing.own("incidents", _ -> incidents.close());
    Endpoints.open(opener, view, closing);
    if (opener.failed()) {
      throw new ConfigurationException(opener.problems());
    }
    Meter meter = meters.get("dev.obs.kernel");
    LaneMetrics.register(meter, lanes);
    HealthMetrics.register(meter, health);
    ExtensionMetrics.register(meter, components);
    lost.register(meter);
    run(options);
    report(inventory);
  }

  /// Discovers, configures and starts. What was opened is closed again if the start fails.
  ///
  /// @param losses notified of each lane that has lost or kept records when it closes
  static Assembly start(KernelProvider.Options options, Consumer<LaneStats> losses) {
    KernelThreads threads = new KernelThreads();
    Inventory inventory = Inventory.take(options, threads);
    Ground ground = Ground.of(inventory.configuration(), threads, Version.CURRENT);
    Closing closing = new Closing(ground.supervisor());
    closing.own("threads", _ -> ground.supervisor().close());
    try {
      OpenTelemetryVersion.problem().ifPresent(problem -> LOG.log(Level.ERROR, problem));
      return new Assembly(inventory, ground, closing, options, losses);
    } catch (Throwable failure) { // an Error too must leave no thread and no port behind
      closing.run(ground.shutdownDeadline());
      throw failure;
    }
  }

  private static int metricSinks(List<Component> components) {
    return (int)
        components.stream()
            .filter(component -> component.kind() == Kind.METRIC_SINK && component.selected())
            .count();
  }

  private View view(Inventory inventory) {
    return new View(
        ground.version(),
        ground.configuration().resource(),
        ground.clock().instant(),
        System.nanoTime(),
        inventory,
        health,
        ground.supervisor()::text,
        probes,
        operations,
        lanes,
        sinks.page());
  }

  private void run(KernelProvider.Options options) {
    Configuration configuration = ground.configuration();
    if (options.global()) {
      logs.takeOver(
          configuration.get(CoreSettings.LEVEL),
          configuration.get(CoreSettings.CORRELATION_ENABLED));
      if (!telemetry.setGlobal() && options.openTelemetry() == null) {
        LOG.log(
            Level.WARNING, "OpenTelemetry's global instance was set before; it does not lead here");
      }
    }
    notices().forEach(notice -> LOG.log(Level.INFO, notice));
    sinks.startCollecting();
    probes.start();
    incidents.start();
    health.register("kernel", HealthKind.STARTUP, HealthStatus::healthy);
  }

  /// Logs what is not in use although it should be.
  private static void report(Inventory inventory) {
    inventory.refusals().forEach(refusal -> LOG.log(Level.WARNING, refusal));
    inventory.failures().forEach(failure -> LOG.log(Level.ERROR, failure));
  }

  Telemetry telemetry() {
    return telemetry;
  }

  OperationMonitor operations() {
    return operations;
  }

  HealthMonitor health() {
    return health;
  }

  KernelView view() {
    return view;
  }

  List<String> notices() {
    return Stream.of(notices, ground.configuration().notices(), sinks.notices())
        .flatMap(List::stream)
        .map(ground.supervisor()::text)
        .toList();
  }

  boolean flush(long deadline) throws InterruptedException {
    Outcome<Boolean> collected =
        ground
            .supervisor()
            .guard()
            .call(
                "flush",
                Duration.ofNanos(Math.max(0, deadline - System.nanoTime())),
                () -> {
                  sinks.collect();
                  return true;
                });
    return lanes.flush(deadline) && collected instanceof Outcome.Returned<Boolean>;
  }

  Duration shutdownDeadline() {
    return ground.configuration().get(CoreSettings.SHUTDOWN_DEADLINE);
  }

  void close() {
    closing.run(ground.shutdownDeadline());
  }

  private void closeTelemetry() {
    telemetry.unsetGlobal();
    telemetry.close();
  }

  private void stopSchedules() {
    probes.stop();
    sinks.stopCollecting();
  }
}
