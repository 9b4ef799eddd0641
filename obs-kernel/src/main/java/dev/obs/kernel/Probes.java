package dev.obs.kernel;

import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.extension.Component;
import dev.obs.kernel.extension.Kind;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.PeriodicCall;
import dev.obs.model.SafeText;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The open probes, each sampled on a schedule and a thread of its own.
final class Probes {
  private final Ground ground;
  private final List<Probe> probes = new ArrayList<>();
  private final List<PeriodicCall> schedules = new ArrayList<>();

  Probes(Ground ground) {
    this.ground = ground;
  }

  /// Opens the probes.
  ///
  /// @param closing gets the close of each, which unregisters its instruments
  void open(Opener opener, Closing closing) {
    for (Component component : opener.selected(Kind.PROBE)) {
      opener
          .open(component, SystemProbe.class, SystemProbe::open)
          .ifPresent(probe -> {
            closing.foreign(component.toString(), _ -> probe.close());
            probes.add(probe);
            schedules.add(schedule(component, probe));
            component.activate(List.of());
          });
    }
  }

  private PeriodicCall schedule(Component component, Probe probe) {
    Duration limit = ground.configuration().get(CoreSettings.PROBES_TIMEOUT);
    return new PeriodicCall(
        ground.supervisor(),
        "probe-" + component.type(),
        ground.configuration().get(CoreSettings.PROBES_INTERVAL),
        limit,
        () -> sample(component, probe, limit));
  }

  private void sample(Component component, Probe probe, Duration limit) {
    FaultLog faults = ground.supervisor().faults();
    try {
      probe.sample();
    } catch (InterruptedException late) {
      faults.warn(component + "hangs", component + " took longer than " + limit.toMillis() + " ms");
    } catch (Throwable failure) { // a probe that fails is not a thread that fails
      faults.warn(
          component + failure.getClass().getName(), component + " failed: " + SafeText.of(failure));
    }
  }

  void start() {
    schedules.forEach(PeriodicCall::start);
  }

  /// Headline figures of all probes.
  SortedMap<String, Double> summary() {
    SortedMap<String, Double> figures = new TreeMap<>();
    for (Probe probe : probes) {
      try {
        figures.putAll(probe.summary());
      } catch (Throwable failure) {
        ground
            .supervisor()
            .faults()
            .warn(
                "summary" + failure.getClass().getName(),
                "a probe's summary failed: " + SafeText.of(failure));
      }
    }
    return figures;
  }

  void stop() {
    schedules.forEach(PeriodicCall::close);
  }
}
