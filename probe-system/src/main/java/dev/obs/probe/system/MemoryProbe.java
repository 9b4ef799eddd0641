package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Map;

/// Memory and swap, by the semantic conventions for system metrics.
///
/// | metric | instrument | unit | attributes |
/// |---|---|---|---|
/// | `system.memory.limit` | up-down counter | By | |
/// | `system.memory.usage` | up-down counter | By | `system.memory.state`: used, free |
/// | `system.memory.utilization` | gauge | 1 | `system.memory.state`: used, free |
/// | `system.paging.usage` | up-down counter | By | `system.paging.state`: used, free |
/// | `system.paging.utilization` | gauge | 1 | `system.paging.state`; only where there is swap |
/// | `system.paging.operations` | counter | {operation} | `system.paging.direction`: in, out; `system.paging.fault.type`: major |
///
/// Memory is the host's or, if a control group has a lower limit, that group's. Free is the memory
/// that is available without swapping (the kernel's `MemAvailable`; in a group the rest beside its
/// working set), so that used and free add up to the limit. Swap is the host's.
///
/// Summary: `memory_percent`, the used share of the limit.
public final class MemoryProbe implements SystemProbe {
  private static final AttributeKey<String> STATE = AttributeKey.stringKey("system.memory.state");
  private static final Attributes USED = Attributes.of(STATE, "used");
  private static final Attributes FREE = Attributes.of(STATE, "free");
  private static final AttributeKey<String> SWAP_STATE =
      AttributeKey.stringKey("system.paging.state");
  private static final Attributes SWAP_USED = Attributes.of(SWAP_STATE, "used");
  private static final Attributes SWAP_FREE = Attributes.of(SWAP_STATE, "free");
  private static final Attributes PAGED_IN = paged("in");
  private static final Attributes PAGED_OUT = paged("out");

  private final Source<MemoryReading> source;

  /// Creates an instance for [java.util.ServiceLoader].
  public MemoryProbe() {
    this(MemoryReading::now);
  }

  MemoryProbe(Source<MemoryReading> source) {
    this.source = source;
  }

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Probe open(ExtensionContext context) {
    Instruments<MemoryReading> instruments = new Instruments<>(context.meter());
    memory(instruments);
    paging(instruments);
    return instruments.sampledBy(
        previous -> source.read(), sample -> Map.of("memory_percent", sample.memory().percent()));
  }

  private static void memory(Instruments<MemoryReading> instruments) {
    instruments
        .upDownCounter(
            "system.memory.limit",
            "By",
            "Memory available within the limits of the container.",
            (sample, measurement) -> measurement.record(sample.memory().limit()))
        .upDownCounter(
            "system.memory.usage",
            "By",
            "Memory in use by state.",
            (sample, measurement) -> {
              measurement.record(sample.memory().used(), USED);
              measurement.record(sample.memory().free(), FREE);
            })
        .gauge(
            "system.memory.utilization",
            "1",
            "Share of the memory by state.",
            (sample, measurement) -> {
              double used = sample.memory().percent() / 100;
              measurement.record(used, USED);
              measurement.record(1 - used, FREE);
            });
  }

  private static void paging(Instruments<MemoryReading> instruments) {
    instruments
        .upDownCounter(
            "system.paging.usage",
            "By",
            "Swap space in use by state.",
            (sample, measurement) -> {
              measurement.record(sample.swapUsed(), SWAP_USED);
              measurement.record(sample.swap() - sample.swapUsed(), SWAP_FREE);
            })
        .gauge(
            "system.paging.utilization",
            "1",
            "Share of the swap space by state.",
            (sample, measurement) -> {
              if (sample.swap() > 0) {
                double used = (double) sample.swapUsed() / sample.swap();
                measurement.record(used, SWAP_USED);
                measurement.record(1 - used, SWAP_FREE);
              }
            })
        .counter(
            "system.paging.operations",
            "{operation}",
            "Pages swapped.",
            (sample, measurement) -> {
              measurement.record(sample.pagesIn(), PAGED_IN);
              measurement.record(sample.pagesOut(), PAGED_OUT);
            });
  }

  private static Attributes paged(String direction) {
    return Attributes.of(
        AttributeKey.stringKey("system.paging.direction"),
        direction,
        AttributeKey.stringKey("system.paging.fault.type"),
        "major");
  }
}
