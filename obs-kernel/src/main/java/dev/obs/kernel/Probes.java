package dev.obs.kernel;

import dev.obs.kernel.config.CoreSettings;
import dev.obs.kernel.guard.PeriodicCall;
import dev.obs.kernel.plugin.Component;
import dev.obs.kernel.plugin.Kind;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.io.IOException;
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

  void open(Opener opener) {
    for (Component component : opener.selected(Kind.PROBE)) {
      opener
          .open(component, SystemProbe.class, SystemProbe::open)
          .ifPresent(probe -> {
            probes.add(probe);
            schedules.add(schedule(component, probe));
            component.activate(List.of());
          });
    }
  }

  private PeriodicCall schedule(Component component, Probe probe) {
    Duration limit = ground.configuration().get(CoreSettings.PROBES_TIMEOUT);
    return new PeriodicCall(
        ground.threads(),
        ground.watchdog(),
        "probe-" + component.type(),
        ground.configuration().get(CoreSettings.PROBES_INTERVAL),
        limit,
        () -> {
          try {
            probe.sample();
          } catch (InterruptedException late) {
            ground
                .faults()
                .warn(
                    component + "hangs",
                    component + " took longer than " + limit.toMillis() + " ms");
          } catch (Throwable failure) { // an Error in a probe must not end its schedule
            ground.faults().warn(component + failure.toString(), component + " failed: " + failure);
          }
        });
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
      } catch (RuntimeException failure) {
        ground.faults().warn("summary" + failure, "a probe's summary failed: " + failure);
      }
    }
    return figures;
  }

  void stop() {
    schedules.forEach(PeriodicCall::close);
  }

  /// Unregisters the instruments.
  void close() {
    for (Probe probe : probes) {
      try {
        probe.close();
      } catch (IOException | RuntimeException failure) {
        ground.faults().warn("close" + failure, "a probe cannot be closed: " + failure);
      }
    }
  }
}
