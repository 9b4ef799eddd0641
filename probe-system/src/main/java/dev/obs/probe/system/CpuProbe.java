package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.util.Map;

/// Processors, by the semantic conventions for system metrics.
///
/// | metric | instrument | unit | attributes |
/// |---|---|---|---|
/// | `system.cpu.time` | counter | s | `cpu.mode` |
/// | `system.cpu.utilization` | gauge | 1 | `cpu.mode` |
/// | `system.cpu.logical.count` | up-down counter | {cpu} | |
///
/// Time and count are the host's. Utilization is the share of each mode since the last sample: of
/// the host's time or, if a control group has a quota tighter than the host, of that quota (modes
/// `user`, `system` and `idle`), because a container that uses its whole quota is busy regardless
/// of its host. At the first sample it is the host's share since its start.
///
/// Summary: `cpu_percent`, 100 minus idle and waiting for disks.
public final class CpuProbe implements SystemProbe {
  private final Source<CpuReading> source;

  /// Creates an instance for [java.util.ServiceLoader].
  public CpuProbe() {
    this(CpuReading::now);
  }

  CpuProbe(Source<CpuReading> source) {
    this.source = source;
  }

  @Override
  public String type() {
    return "cpu";
  }

  @Override
  public Probe open(ExtensionContext context) {
    return new Instruments<CpuSample>(context.meter())
        .seconds(
            "system.cpu.time",
            "Seconds each logical CPU spent on each mode.",
            (sample, measurement) ->
                sample
                    .reading()
                    .seconds()
                    .forEach((mode, seconds) -> measurement.record(seconds, mode.attributes)))
        .gauge(
            "system.cpu.utilization",
            "1",
            "Share of the CPU time spent on each mode since the last sample.",
            (sample, measurement) ->
                sample
                    .utilization()
                    .forEach((mode, share) -> measurement.record(share, mode.attributes)))
        .upDownCounter(
            "system.cpu.logical.count",
            "{cpu}",
            "Number of logical processors.",
            (sample, measurement) -> measurement.record(sample.reading().processors()))
        .sampledBy(previous -> CpuSample.of(previous, source.read()), CpuProbe::summary);
  }

  private static Map<String, Double> summary(CpuSample sample) {
    return Double.isNaN(sample.percent()) ? Map.of() : Map.of("cpu_percent", sample.percent());
  }
}
