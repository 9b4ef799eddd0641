package dev.obs.kernel;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Health;
import dev.obs.api.KernelProvider;
import dev.obs.api.Obs;
import dev.obs.api.Operations;
import dev.obs.kernel.Assembly.Parts;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.config.ShutdownSettings;
import dev.obs.kernel.log.OwnLoggers;
import dev.obs.kernel.pipeline.OpenTelemetryVersion;
import dev.obs.kernel.resource.DetectedResource;
import dev.obs.kernel.runtime.KernelContext;
import dev.obs.kernel.runtime.LossLog;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.supervision.Guard.Outcome;
import dev.obs.kernel.supervision.HookThreads;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.LaneStats;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.resources.Resource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A running kernel. Thread-safe.
public final class Kernel implements Obs {
  private static final System.Logger LOG = System.getLogger(OwnLoggers.ROOT);

  /// The time between two looks at the threads of the application.
  private static final Duration WATCH = Duration.ofSeconds(1);

  private final KernelContext context;
  private final Lifecycle lifecycle; // guarded by closing
  private final Parts parts;
  private final ExitHook hook;
  private final HookThreads hooks = new HookThreads();
  private final CountDownLatch closeCalled = new CountDownLatch(1);
  private final ReentrantLock closing = new ReentrantLock();
  private boolean closed; // guarded by closing

  private Kernel(KernelContext context, Lifecycle lifecycle, Parts parts) {
    this.context = context;
    this.lifecycle = lifecycle;
    this.parts = parts;
    this.hook =
        new ExitHook(
            hooks,
            new ExitHook.Drain(
                context.configuration().get(ShutdownSettings.DRAIN),
                closeCalled,
                parts.health()::drain,
                parts.logs()::keep,
                this::close));
  }

  /// Starts a kernel: finds extensions, reads the configuration, opens what it asks for.
  ///
  /// @throws ConfigurationException if the configuration has errors or a setting proves unusable;
  ///   whatever had been opened is closed again
  public static Kernel start(KernelProvider.Options options) {
    return start(options, System.getenv());
  }

  /// The same with other environment variables.
  static Kernel start(KernelProvider.Options options, Map<String, String> environment) {
    return start(options, environment, unused -> {}); // the command reports losses itself
  }

  /// The same for an application: the kernel logs what each lane lost or kept when it closes.
  static Kernel startIn(KernelProvider.Options options) {
    return start(options, System.getenv(), new LossLog());
  }

  private static Kernel start(
      KernelProvider.Options options, Map<String, String> environment, Consumer<LaneStats> losses) {
    KernelThreads threads = new KernelThreads();
    Inventory inventory = Inventory.take(options, threads, environment);
    KernelContext context =
        KernelContext.of(
            inventory.configuration(),
            detected(options, inventory.configuration(), environment),
            threads,
            Version.CURRENT);
    Lifecycle lifecycle = new Lifecycle(context.supervisor());
    lifecycle.own("threads", deadline -> context.supervisor().close());
    try {
      OpenTelemetryVersion.problem().ifPresent(problem -> LOG.log(Level.ERROR, problem));
      Parts parts = new Assembly(options, inventory, context, lifecycle).open(losses);
      return new Kernel(context, lifecycle, parts);
    } catch (Throwable failure) { // an Error too must leave no thread and no port behind
      lifecycle.run(context.shutdownDeadline());
      throw failure;
    }
  }

  /// The attributes of the resource that nobody has to configure. An OpenTelemetry that the
  /// application brings names itself.
  private static Resource detected(
      KernelProvider.Options options,
      Configuration configuration,
      Map<String, String> environment) {
    Resource sdk =
        options.openTelemetry() == null
            ? DetectedResource.sdk(Version.CURRENT)
            : Resource.getDefault();
    Resource instance = sdk.merge(DetectedResource.instance());
    return configuration.get(CoreSettings.RESOURCE_DETECTION)
        ? instance.merge(DetectedResource.surroundings(environment))
        : instance;
  }

  /// Closes the kernel when the JVM ends, after the shutdown hooks of the application.
  void closeOnExit() {
    PeriodicCall watch =
        new PeriodicCall(context.supervisor(), "exit-watch", WATCH, WATCH, hooks::remember);
    closing.lock();
    try {
      lifecycle.own("exit watch", deadline -> watch.close());
    } finally {
      closing.unlock();
    }
    hooks.remember();
    watch.start();
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the JVM began to end while the kernel started, and does not wait for it
    }
  }

  @Override
  public OpenTelemetry openTelemetry() {
    return parts.openTelemetry();
  }

  @Override
  public Operations operations() {
    return parts.operations();
  }

  @Override
  public Health health() {
    return parts.health();
  }

  @Override
  public KernelView view() {
    return parts.view();
  }

  /// Consequences of the configuration that its author may not expect, each with its place.
  public List<String> notices() {
    return notices(context, parts);
  }

  static List<String> notices(KernelContext context, Parts parts) {
    return Stream.of(parts.notices(), context.configuration().notices(), parts.sinks().notices())
        .flatMap(List::stream)
        .map(context.supervisor()::text)
        .toList();
  }

  @Override
  public boolean flush(Duration limit) {
    try {
      return flush(System.nanoTime() + Arguments.nanos(limit));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean flush(long deadline) throws InterruptedException {
    Outcome<Boolean> collected =
        context
            .supervisor()
            .guard()
            .call(
                "flush",
                Duration.ofNanos(Math.max(0, deadline - System.nanoTime())),
                () -> {
                  parts.sinks().collect();
                  return true;
                });
    return parts.sinks().lanes().flush(deadline) && collected instanceof Outcome.Returned<Boolean>;
  }

  /// The longest time that closing takes.
  public Duration shutdownDeadline() {
    return context.configuration().get(ShutdownSettings.DEADLINE);
  }

  @Override
  public void close() {
    closeCalled.countDown();
    closing.lock(); // a second caller waits, so that it may rely on everything being closed
    try {
      if (!closed) {
        closed = true;
        lifecycle.run(context.shutdownDeadline());
        forgetHook();
      }
    } finally {
      closing.unlock();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // then it has run or is about to, and finds everything closed
    }
  }
}
