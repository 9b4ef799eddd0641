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
import java.util.SortedMap;
import java.util.TreeMap;

/// The open probes, each sampled on a schedule and a thread of its own. Opened and closed by one
/// thread; [#summary] may be called by any.
public final class Probes {
  private final KernelContext context;
  private final List<Probe> probes = new ArrayList<>();
  private final List<PeriodicCall> schedules = new ArrayList<>();

  private Probes(KernelContext context) {
    this.context = context;
  }

  /// Opens the probes; [#start] starts their schedules.
  ///
  /// @param lifecycle gets the close of each, which unregisters its instruments
  public static Probes open(KernelContext context, ExtensionOpener opener, Lifecycle lifecycle) {
    Probes probes = new Probes(context);
    for (ExtensionProvider provider : opener.selected(ExtensionKind.PROBE)) {
      opener
          .open(provider, SystemProbe.class, SystemProbe::open)
          .ifPresent(probe -> {
            lifecycle.foreign(provider.toString(), _ -> probe.close());
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
    return new PeriodicCall(
        context.supervisor(),
        "probe-" + provider.type(),
        context.configuration().get(CoreSettings.PROBES_INTERVAL),
        limit,
        () -> sample(provider, probe, limit));
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

  /// Ends the schedules.
  public void stop() {
    schedules.forEach(PeriodicCall::close);
  }
}
