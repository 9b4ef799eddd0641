package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.OperationSettings;
import dev.obs.kernel.delivery.LaneMetrics;
import dev.obs.kernel.delivery.Signal;
import dev.obs.kernel.duration.DurationHistogram;
import dev.obs.kernel.duration.ExemplarPolicy;
import dev.obs.kernel.extension.ExtensionMetrics;
import dev.obs.kernel.health.HealthMetrics;
import dev.obs.kernel.health.HealthMonitor;
import dev.obs.kernel.log.Logs;
import dev.obs.kernel.log.LostLines;
import dev.obs.kernel.log.OwnLoggers;
import dev.obs.kernel.log.Slf4j;
import dev.obs.kernel.operation.OperationMonitor;
import dev.obs.kernel.operation.OperationOptions;
import dev.obs.kernel.pipeline.JavaAgent;
import dev.obs.kernel.pipeline.SdkPipeline;
import dev.obs.kernel.pipeline.Telemetry;
import dev.obs.kernel.runtime.Aggregations;
import dev.obs.kernel.runtime.Checks;
import dev.obs.kernel.runtime.Endpoints;
import dev.obs.kernel.runtime.ExtensionOpener;
import dev.obs.kernel.runtime.IncidentSchedule;
import dev.obs.kernel.runtime.KernelContext;
import dev.obs.kernel.runtime.Probes;
import dev.obs.kernel.runtime.Sinks;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.model.LaneStats;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Opens the parts of a kernel, one phase after the other: OpenTelemetry; probes and sinks; the
/// flow of records to the lanes; operations and health; incidents and endpoints, which show the
/// rest. Then it starts the schedules.
///
/// Each part registers its close with the lifecycle when it opens. The closes run in reverse, so
/// the order of the phases is also the order in which a kernel stops: endpoints first, threads
/// last.
final class Assembly {
  private static final System.Logger LOG = System.getLogger(OwnLoggers.ROOT);

  private final KernelProvider.Options options;
  private final Inventory inventory;
  private final KernelContext context;
  private final Lifecycle lifecycle;

  Assembly(
      KernelProvider.Options options,
      Inventory inventory,
      KernelContext context,
      Lifecycle lifecycle) {
    this.options = options;
    this.inventory = inventory;
    this.context = context;
    this.lifecycle = lifecycle;
  }

  /// The parts that a running kernel is asked for.
  ///
  /// @param notices the notices of the start, without those of the configuration and the spool
  record Parts(
      OpenTelemetry openTelemetry,
      OperationMonitor operations,
      HealthMonitor health,
      KernelView view,
      Sinks sinks,
      Logs logs,
      List<String> notices) {}

  /// Opens and starts everything that the configuration asks for. If it throws, the lifecycle has
  /// the closes of the parts that were opened.
  ///
  /// @param losses notified of each lane that has lost or kept records when it closes
  /// @throws ConfigurationException if a setting proves unusable
  Parts open(Consumer<LaneStats> losses) {
    Slf4j.initialize(Assembly.class.getClassLoader());
    LostLines lost = new LostLines(context.supervisor().faults());
    SdkPipeline pipeline =
        new SdkPipeline(
            configuration(),
            context.resource(),
            Aggregations.of(context, inventory.providers()),
            lost,
            context.supervisor().faults());
    Optional<JavaAgent> agent =
        options.openTelemetry() == null ? JavaAgent.attached() : Optional.empty();
    Telemetry telemetry = openTelemetry(pipeline, agent);
    OpenTelemetry openTelemetry = telemetry.openTelemetry();

    ExtensionOpener opener =
        new ExtensionOpener(context, openTelemetry.getMeterProvider(), inventory.providers());
    boolean measured = agent.isPresent() && agent.get().sendsMetrics();
    Probes probes = Probes.open(context, opener, measured ? Set.of("jvm") : Set.of(), lifecycle);
    Sinks sinks = new Sinks(context, opener, inventory.console(), lifecycle);
    Logs logs = openLogs(openTelemetry, sinks, lost);
    closeFlow(probes, sinks, logs, telemetry, losses);
    sinks.openSelected(pipeline);
    boolean sent = agent.isPresent() && agent.get().sendsLogs();
    pipeline.connect(
        sinks.lanes(Signal.TRACES).values(),
        sinks.lanes(Signal.LOGS).values().stream()
            .filter(lane -> !sent || lane == sinks.console())
            .toList(),
        sinks.console());

    OperationMonitor operations = openOperations(openTelemetry, pipeline);
    HealthMonitor health = Checks.open(context, opener, lifecycle);
    KernelView view = new LiveKernelView(context, inventory, health, probes, operations, sinks);
    IncidentSchedule incidents = IncidentSchedule.open(context, sinks, view::health, lifecycle);
    Endpoints.open(opener, view, lifecycle);
    opener.requireUsableSettings();

    registerMetrics(openTelemetry, sinks, health, lost);
    List<String> notices =
        Stream.of(
                inventory.notices(),
                missing(pipeline),
                agent.stream().map(JavaAgent::notice).toList(),
                opener.notices())
            .flatMap(List::stream)
            .toList();
    Parts parts = new Parts(openTelemetry, operations, health, view, sinks, logs, notices);
    takeOver(telemetry, logs);
    Kernel.notices(context, parts).forEach(notice -> LOG.log(Level.INFO, notice));
    sinks.startCollecting();
    probes.start();
    incidents.start();
    health.started();
    inventory.refusals().forEach(refusal -> LOG.log(Level.WARNING, refusal));
    inventory.failures().forEach(failure -> LOG.log(Level.ERROR, failure));
    return parts;
  }

  private Telemetry openTelemetry(SdkPipeline pipeline, Optional<JavaAgent> agent) {
    if (options.openTelemetry() != null) {
      return Telemetry.given(options.openTelemetry(), pipeline);
    }
    return agent.isPresent()
        ? Telemetry.joined(
            agent.get(), configuration(), pipeline, context.supervisor(), this::propagator)
        : Telemetry.own(configuration(), pipeline, context.supervisor(), this::propagator);
  }

  private TextMapPropagator propagator(String name) {
    return inventory
        .propagators()
        .create(
            name,
            context.supervisor().guard(),
            context.supervisor().faults(),
            failure -> LOG.log(Level.WARNING, failure));
  }

  /// Parts of the pipeline that the application's OpenTelemetry lacks.
  private List<String> missing(SdkPipeline pipeline) {
    return options.openTelemetry() == null ? List.of() : pipeline.notices();
  }

  private Logs openLogs(OpenTelemetry openTelemetry, Sinks sinks, LostLines lost) {
    return new Logs(
        openTelemetry.getLogsBridge(),
        context.resource(),
        sinks.console(),
        context.supervisor(),
        lost);
  }

  /// Registers the closes of the flow of records, which is stopped from its sources on: schedules,
  /// a last collection, OpenTelemetry, the log handler, and the lanes. The kernel's own lines reach
  /// the console until the lanes are closed.
  private void closeFlow(
      Probes probes, Sinks sinks, Logs logs, Telemetry telemetry, Consumer<LaneStats> losses) {
    lifecycle.own("logs", deadline -> logs.close());
    lifecycle.own("lanes", deadline -> sinks.closeLanes(deadline, losses));
    lifecycle.own("log intake", deadline -> logs.giveBack());
    lifecycle.own("telemetry", deadline -> telemetry.close());
    lifecycle.foreign("collection", deadline -> sinks.collect());
    lifecycle.own("collection schedule", deadline -> sinks.stopCollecting());
    lifecycle.own("probe schedules", deadline -> probes.stop());
  }

  private OperationMonitor openOperations(OpenTelemetry openTelemetry, SdkPipeline pipeline) {
    return new OperationMonitor(
        openTelemetry,
        durations(pipeline),
        context.supervisor().faults(),
        context.clock(),
        new OperationOptions(
            configuration().get(OperationSettings.LIMIT),
            configuration().get(OperationSettings.NOTES),
            configuration().get(OperationSettings.CPU)));
  }

  /// The histogram of the operations: the kernel's own if it is collected by the kernel's own SDK.
  private Optional<DurationHistogram> durations(SdkPipeline pipeline) {
    if (options.openTelemetry() != null
        || !configuration().get(CoreSettings.ENABLED)
        || !configuration().get(CoreSettings.METRICS_ENABLED)
        || pipeline.metricReaders().isEmpty()) {
      return Optional.empty();
    }
    Optional<DurationHistogram> durations =
        DurationHistogram.of(
            pipeline.metricReaders(),
            OperationMonitor.SCOPE,
            ExemplarPolicy.valueOf(
                configuration().get(CoreSettings.EXEMPLAR_FILTER).toUpperCase(Locale.ROOT)),
            context.clock());
    durations.ifPresent(own -> pipeline.add(own::producer));
    return durations;
  }

  private void registerMetrics(
      OpenTelemetry openTelemetry, Sinks sinks, HealthMonitor health, LostLines lost) {
    Meter meter = openTelemetry.getMeter("dev.obs.kernel");
    LaneMetrics.register(meter, sinks.lanes());
    HealthMetrics.register(meter, health);
    ExtensionMetrics.register(meter, inventory.providers());
    lost.register(meter);
  }

  /// Makes the kernel the process's logging and OpenTelemetry, if the application wants that.
  private void takeOver(Telemetry telemetry, Logs logs) {
    if (!options.global()) {
      return;
    }
    logs.takeOver(
        configuration().get(CoreSettings.LEVEL),
        configuration().get(CoreSettings.CORRELATION_ENABLED));
    Optional<String> taken = telemetry.setGlobal();
    if (options.openTelemetry() == null) {
      taken.ifPresent(reason -> LOG.log(Level.WARNING, reason));
    }
  }

  private Configuration configuration() {
    return context.configuration();
  }
}
