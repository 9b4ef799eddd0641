package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Pipeline;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.health.HealthMetrics;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.lane.LaneMetrics;
import dev.obs.kernel.lane.Lanes;
import dev.obs.kernel.log.Logs;
import dev.obs.kernel.log.LostLines;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.operation.OperationOptions;
import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Kind;
import dev.obs.spi.HealthKind;
import dev.obs.spi.HealthStatus;
import dev.obs.spi.KernelProvider;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts a kernel together in order and takes it apart in reverse: sinks and lanes, OpenTelemetry,
/// logs, operations, probes, checks, incidents, and last of all the endpoints, which show the rest.
final class Assembly {
  private static final System.Logger LOG = System.getLogger("obs");

  /// What a plugin's close gets at the most, within the deadline.
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final Ground ground;
  private final List<String> notices;
  private final Sinks sinks;
  private final Lanes lanes;
  private final Logs logs;
  private final Telemetry telemetry;
  private final OperationMonitor operations;
  private final Probes probes;
  private final HealthMonitor health;
  private final IncidentDesk incidents;
  private final Endpoints endpoints;
  private final View view;

  private Assembly(Inventory inventory, KernelThreads threads, KernelProvider.Options options) {
    Configuration configuration = inventory.configuration();
    List<Component> components = inventory.components();
    ground = Ground.of(configuration, threads, Version.CURRENT);
    LostLines lost = new LostLines(ground.supervisor().faults());
    Intake intake = new Intake(configuration, metricSinks(components), lost);
    telemetry = telemetry(configuration, intake, options.openTelemetry());
    notices =
        options.openTelemetry() == null
            ? inventory.notices()
            : Stream.concat(inventory.notices().stream(), intake.notices().stream()).toList();
    MeterProvider meters = telemetry.openTelemetry().getMeterProvider();
    Opener opener = new Opener(ground, meters, components);
    sinks = new Sinks(ground, opener, inventory.console());
    sinks.openTraces(opener);
    sinks.openMetrics(opener, intake.places());
    sinks.openLogs(opener);
    sinks.openIncidents(opener);
    lanes = sinks.lanes();
    lanes.start();
    intake.lead(sinks);
    logs =
        new Logs(
            telemetry.openTelemetry().getLogsBridge(),
            configuration.resource(),
            sinks.console(),
            ground.supervisor().threads(),
            lost);
    operations =
        new OperationMonitor(
            telemetry.openTelemetry(),
            ground.supervisor().faults(),
            ground.clock(),
            new OperationOptions(
                Math.toIntExact(configuration.get(CoreSettings.OPERATIONS_LIMIT)),
                Math.toIntExact(configuration.get(CoreSettings.OPERATIONS_NOTES)),
                configuration.get(CoreSettings.OPERATIONS_CPU)));
    probes = new Probes(ground);
    probes.open(opener);
    health = Checks.monitor(ground);
    Checks.open(ground, opener, health);
    incidents = new IncidentDesk(ground, sinks.incidents(), health, lanes);
    view = view(inventory);
    endpoints = new Endpoints(ground);
    endpoints.open(opener, view);
    if (opener.failed()) {
      close();
      throw new ConfigurationException(opener.problems());
    }
    Meter meter = meters.get("dev.obs.kernel");
    LaneMetrics.register(meter, lanes);
    HealthMetrics.register(meter, health);
    lost.register(meter);
    run(options);
  }

  /// Discovers, configures and starts.
  static Assembly start(KernelProvider.Options options) {
    KernelThreads threads = new KernelThreads();
    Inventory inventory = Inventory.take(options, threads);
    Assembly assembly = new Assembly(inventory, threads, options);
    inventory.refusals().forEach(refusal -> LOG.log(Level.WARNING, refusal));
    return assembly;
  }

  private Telemetry telemetry(
      Configuration configuration,
      Pipeline pipeline,
      @Nullable Function<Pipeline, OpenTelemetry> setup) {
    if (setup == null) {
      return Telemetry.own(configuration, pipeline, ground.supervisor());
    }
    try {
      return Telemetry.given(setup, pipeline);
    } catch (Throwable failure) { // the application's own, so it is thrown on
      ground.supervisor().close();
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
        .toList();
  }

  boolean flush(long deadline) throws InterruptedException {
    sinks.collect();
    return lanes.flush(deadline);
  }

  void close() {
    long deadline =
        System.nanoTime() + ground.configuration().get(CoreSettings.SHUTDOWN_DEADLINE).toNanos();
    guarded("close-endpoints", deadline, endpoints::close);
    incidents.close();
    health.close();
    probes.stop();
    sinks.stopCollecting();
    guarded("collect", deadline, sinks::collect);
    telemetry.unsetGlobal();
    telemetry.close();
    logs.giveBack();
    try {
      lanes.close(deadline, sinks.console());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    logs.close();
    sinks.closeSpool();
    guarded("close-outlets", deadline, sinks::closePulls);
    guarded("close-probes", deadline, probes::close);
    ground.supervisor().close();
  }

  private void guarded(String name, long deadline, Runnable step) {
    long left = Math.clamp(deadline - System.nanoTime(), 100_000_000, CLOSE_LIMIT.toNanos());
    ground
        .supervisor()
        .guard()
        .call(
            name,
            Duration.ofNanos(left),
            () -> {
              step.run();
              return true;
            });
  }
}
