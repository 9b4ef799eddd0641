package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.OperationSettings;
import dev.obs.kernel.delivery.LaneMetrics;
import dev.obs.kernel.delivery.Lanes;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionMetrics;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.health.HealthMetrics;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.log.Logs;
import dev.obs.kernel.log.LostLines;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.operation.OperationOptions;
import dev.obs.kernel.pipeline.OpenTelemetryVersion;
import dev.obs.kernel.pipeline.SdkPipeline;
import dev.obs.kernel.pipeline.Telemetry;
import dev.obs.kernel.runtime.Checks;
import dev.obs.kernel.runtime.Endpoints;
import dev.obs.kernel.runtime.ExtensionOpener;
import dev.obs.kernel.runtime.IncidentSchedule;
import dev.obs.kernel.runtime.KernelContext;
import dev.obs.kernel.runtime.Probes;
import dev.obs.kernel.runtime.Sinks;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Lifecycle;
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

  private final KernelContext context;
  private final Lifecycle lifecycle;
  private final List<String> notices;
  private final Sinks sinks;
  private final Lanes lanes;
  private final Logs logs;
  private final Telemetry telemetry;
  private final OperationMonitor operations;
  private final Probes probes;
  private final HealthMonitor health;
  private final IncidentSchedule incidents;
  private final LiveKernelView view;

  private Assembly(
      Inventory inventory,
      KernelContext context,
      Lifecycle lifecycle,
      KernelProvider.Options options,
      Consumer<LaneStats> losses) {
    this.context = context;
    this.lifecycle = lifecycle;
    Configuration configuration = inventory.configuration();
    List<ExtensionProvider> providers = inventory.providers();
    LostLines lost = new LostLines(context.supervisor().faults());
    SdkPipeline intake = new SdkPipeline(configuration, metricSinks(providers), lost);
    telemetry =
        options.openTelemetry() == null
            ? Telemetry.own(configuration, intake, context.supervisor())
            : Telemetry.given(options.openTelemetry(), intake);
    notices =
        options.openTelemetry() == null
            ? inventory.notices()
            : Stream.concat(inventory.notices().stream(), intake.notices().stream()).toList();
    MeterProvider meters = telemetry.openTelemetry().getMeterProvider();
    ExtensionOpener opener = new ExtensionOpener(context, meters, providers);
    probes = new Probes(context);
    probes.open(opener, lifecycle);
    sinks = new Sinks(context, opener, inventory.console());
    lifecycle.foreign("scrapes", _ -> sinks.closePulls());
    lifecycle.own("spool", _ -> sinks.closeSpool());
    logs =
        new Logs(
            telemetry.openTelemetry().getLogsBridge(),
            configuration.resource(),
            sinks.console(),
            context.supervisor(),
            lost);
    lifecycle.own("logs", _ -> logs.close());
    lifecycle.own("lanes", deadline -> sinks.closeLanes(deadline, losses));
    lifecycle.own("log intake", _ -> logs.giveBack());
    lifecycle.own("telemetry", _ -> closeTelemetry());
    lifecycle.foreign("collection", _ -> sinks.collect());
    lifecycle.own("schedules", _ -> stopSchedules());
    sinks.openTraces(opener);
    sinks.openMetrics(opener, intake.places());
    sinks.openLogs(opener);
    sinks.openIncidents(opener);
    lanes = sinks.startLanes();
    intake.lead(sinks);
    operations =
        new OperationMonitor(
            telemetry.openTelemetry(),
            context.supervisor().faults(),
            context.clock(),
            new OperationOptions(
                configuration.get(OperationSettings.LIMIT),
                configuration.get(OperationSettings.NOTES),
                configuration.get(OperationSettings.CPU)));
    health = Checks.monitor(context);
    lifecycle.own("checks", _ -> health.close());
    Checks.open(context, opener, health);
    view = view(inventory);
    incidents = new IncidentSchedule(context, sinks.incidents(), view::health, lanes);
    lifecycle.own("incidents", _ -> incidents.close());
    Endpoints.open(opener, view, lifecycle);
    if (opener.failed()) {
      throw new ConfigurationException(opener.problems());
    }
    Meter meter = meters.get("dev.obs.kernel");
    LaneMetrics.register(meter, lanes);
    HealthMetrics.register(meter, health);
    ExtensionMetrics.register(meter, providers);
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
    KernelContext context = KernelContext.of(inventory.configuration(), threads, Version.CURRENT);
    Lifecycle lifecycle = new Lifecycle(context.supervisor());
    lifecycle.own("threads", _ -> context.supervisor().close());
    try {
      OpenTelemetryVersion.problem().ifPresent(problem -> LOG.log(Level.ERROR, problem));
      return new Assembly(inventory, context, lifecycle, options, losses);
    } catch (Throwable failure) { // an Error too must leave no thread and no port behind
      lifecycle.run(context.shutdownDeadline());
      throw failure;
    }
  }

  private static int metricSinks(List<ExtensionProvider> providers) {
    return (int)
        providers.stream()
            .filter(provider -> provider.kind() == ExtensionKind.METRIC_SINK && provider.selected())
            .count();
  }

  private LiveKernelView view(Inventory inventory) {
    return new LiveKernelView(
        context.version(),
        context.configuration().resource(),
        context.clock().instant(),
        System.nanoTime(),
        inventory,
        health,
        context.supervisor()::text,
        probes,
        operations,
        lanes,
        sinks.page());
  }

  private void run(KernelProvider.Options options) {
    Configuration configuration = context.configuration();
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
    return Stream.of(notices, context.configuration().notices(), sinks.notices())
        .flatMap(List::stream)
        .map(context.supervisor()::text)
        .toList();
  }

  boolean flush(long deadline) throws InterruptedException {
    Outcome<Boolean> collected =
        context
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
    return context.configuration().get(CoreSettings.SHUTDOWN_DEADLINE);
  }

  void close() {
    lifecycle.run(context.shutdownDeadline());
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
