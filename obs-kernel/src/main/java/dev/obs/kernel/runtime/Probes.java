package dev.obs.kernel.runtime;

import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.extension.ExtensionKind;
import dev.obs.kernel.extension.ExtensionProvider;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.Lifecycle;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.SafeText;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The open probes, each sampled on a schedule and a thread of its own. Opened and closed by one
/// thread; [#summary] may be called by any.
///
/// A summary waits a moment for the first sample of each probe, because endpoints open before the
/// probes start: the first request gets the figures, too.
public final class Probes {
  private static final Duration FIRST_SAMPLES = Duration.ofSeconds(1);

  private final KernelContext context;
  private final List<Probe> probes = new ArrayList<>();
  private final List<PeriodicCall> schedules = new ArrayList<>();
  private final List<CountDownLatch> firstSamples = new ArrayList<>();

  private Probes(KernelContext context) {
    this.context = context;
  }

  /// Opens the probes; [#start] starts their schedules.
  ///
  /// @param elsewhere the types of those whose figures something else in the process measures
  /// @param lifecycle gets the close of each, which unregisters its instruments
  public static Probes open(
      KernelContext context, ExtensionOpener opener, Set<String> elsewhere, Lifecycle lifecycle) {
    Probes probes = new Probes(context);
    for (ExtensionProvider provider : opener.selected(ExtensionKind.PROBE)) {
      if (elsewhere.contains(provider.type())) {
        continue;
      }
      opener
          .open(provider, SystemProbe.class, SystemProbe::open)
          .ifPresent(probe -> {
            lifecycle.foreign(provider.toString(), deadline -> probe.close());
            probes.add(provider, probe);
          });
    }
    return probes;
  }

  private void add(ExtensionProvider provider, Probe probe) {
    probes.add(probe);
    schedules.add(schedule(provider, probe));
    provider.activate(List.of());
  }

  private PeriodicCall schedule(ExtensionProvider provider, Probe probe) {
    Duration limit = context.configuration().get(CoreSettings.PROBES_TIMEOUT);
    CountDownLatch sampled = new CountDownLatch(1);
    firstSamples.add(sampled);
    return new PeriodicCall(
        context.supervisor(),
        "probe-" + provider.type(),
        context.configuration().get(CoreSettings.PROBES_INTERVAL),
        limit,
        () -> {
          sample(provider, probe, limit);
          sampled.countDown();
        });
  }

  private void sample(ExtensionProvider provider, Probe probe, Duration limit) {
    FaultLog faults = context.supervisor().faults();
    try {
      probe.sample();
    } catch (InterruptedException late) {
      faults.warn(provider + "hangs", provider + " took longer than " + limit.toMillis() + " ms");
    } catch (Throwable failure) { // a probe that fails is not a thread that fails
      faults.warn(
          provider + failure.getClass().getName(), provider + " failed: " + SafeText.of(failure));
    }
  }

  /// Starts the schedules, each with a first sample at once.
  public void start() {
    schedules.forEach(PeriodicCall::start);
  }

  /// Headline figures of all probes, by name. Never throws.
  public SortedMap<String, Double> summary() {
    awaitFirstSamples();
    SortedMap<String, Double> figures = new TreeMap<>();
    for (Probe probe : probes) {
      try {
        figures.putAll(probe.summary());
      } catch (Throwable failure) {
        context
            .supervisor()
            .faults()
            .warn(
                "summary" + failure.getClass().getName(),
                "a probe's summary failed: " + SafeText.of(failure));
      }
    }
    return figures;
  }

  private void awaitFirstSamples() {
    long deadline = System.nanoTime() + FIRST_SAMPLES.toNanos();
    try {
      for (CountDownLatch sampled : firstSamples) {
        if (!sampled.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          // a probe that hangs delays only the requests of the first second
          firstSamples.forEach(CountDownLatch::countDown);
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the schedules.
  public void stop() {
    schedules.forEach(PeriodicCall::close);
    firstSamples.forEach(CountDownLatch::countDown);
  }
}
