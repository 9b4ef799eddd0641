package dev.obs.probe.system;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Map;

/// This process, by the semantic conventions for process metrics.
///
/// | metric | instrument | unit | attributes |
/// |---|---|---|---|
/// | `process.cpu.time` | counter | s | `cpu.mode`: user, system |
/// | `process.cpu.utilization` | gauge | 1 | `cpu.mode`: user, system |
/// | `process.memory.usage` | up-down counter | By | |
/// | `process.memory.virtual` | up-down counter | By | |
/// | `process.thread.count` | up-down counter | {thread} | |
/// | `process.unix.file_descriptor.count` | up-down counter | {file_descriptor} | |
/// | `process.disk.io` | counter | By | `disk.io.direction`: read, write |
/// | `process.paging.faults` | counter | {fault} | `system.paging.fault.type`: minor, major |
/// | `process.uptime` | gauge | s | |
///
/// Utilization is the share of the processors available to the process, within the quota of its
/// container, since the last sample. Context switches are left out: the kernel counts them per
/// thread, and the figure of `/proc/self/status` is only the main thread's. No summary.
public final class ProcessProbe implements SystemProbe {
  private static final Attributes READ = direction("read");
  private static final Attributes WRITE = direction("write");
  private static final Attributes MINOR = fault("minor");
  private static final Attributes MAJOR = fault("major");

  private final Source<ProcessReading> source;

  /// Creates an instance for [java.util.ServiceLoader].
  public ProcessProbe() {
    this(ProcessReading::now);
  }

  ProcessProbe(Source<ProcessReading> source) {
    this.source = source;
  }

  @Override
  public String type() {
    return "process";
  }

  @Override
  public Probe open(ExtensionContext context) {
    Instruments<ProcessSample> instruments = new Instruments<>(context.meter());
    cpu(instruments);
    memory(instruments);
    resources(instruments);
    return instruments.sampledBy(
        previous -> ProcessSample.of(previous, source.read()), sample -> Map.of());
  }

  private static void cpu(Instruments<ProcessSample> instruments) {
    instruments
        .seconds(
            "process.cpu.time",
            "CPU seconds by mode.",
            (sample, measurement) -> {
              measurement.record(sample.reading().user(), CpuMode.USER.attributes);
              measurement.record(sample.reading().system(), CpuMode.SYSTEM.attributes);
            })
        .gauge(
            "process.cpu.utilization",
            "1",
            "Share of the CPU time available to the process since the last sample.",
            (sample, measurement) -> {
              if (!Double.isNaN(sample.user())) {
                measurement.record(sample.user(), CpuMode.USER.attributes);
                measurement.record(sample.system(), CpuMode.SYSTEM.attributes);
              }
            });
  }

  private static void memory(Instruments<ProcessSample> instruments) {
    instruments
        .upDownCounter(
            "process.memory.usage",
            "By",
            "Physical memory in use.",
            (sample, measurement) ->
                recordKnown(measurement, sample.reading().resident(), Attributes.empty()))
        .upDownCounter(
            "process.memory.virtual",
            "By",
            "Virtual memory.",
            (sample, measurement) ->
                recordKnown(measurement, sample.reading().virtual(), Attributes.empty()))
        .counter(
            "process.paging.faults",
            "{fault}",
            "Page faults by type.",
            (sample, measurement) -> {
              recordKnown(measurement, sample.reading().minorFaults(), MINOR);
              recordKnown(measurement, sample.reading().majorFaults(), MAJOR);
            });
  }

  private static void resources(Instruments<ProcessSample> instruments) {
    instruments
        .upDownCounter(
            "process.thread.count",
            "{thread}",
            "Threads of the operating system.",
            (sample, measurement) ->
                recordKnown(measurement, sample.reading().threads(), Attributes.empty()))
        .upDownCounter(
            "process.unix.file_descriptor.count",
            "{file_descriptor}",
            "Open file descriptors.",
            (sample, measurement) ->
                recordKnown(measurement, sample.reading().descriptors(), Attributes.empty()))
        .counter(
            "process.disk.io",
            "By",
            "Bytes read from and written to disks.",
            (sample, measurement) -> {
              recordKnown(measurement, sample.reading().read(), READ);
              recordKnown(measurement, sample.reading().written(), WRITE);
            })
        .gauge(
            "process.uptime",
            "s",
            "Time since the process started.",
            (sample, measurement) -> measurement.record(sample.reading().uptime()));
  }

  private static void recordKnown(
      ObservableLongMeasurement measurement, long value, Attributes attributes) {
    if (value >= 0) {
      measurement.record(value, attributes);
    }
  }

  private static Attributes direction(String direction) {
    return Attributes.of(AttributeKey.stringKey("disk.io.direction"), direction);
  }

  private static Attributes fault(String type) {
    return Attributes.of(AttributeKey.stringKey("system.paging.fault.type"), type);
  }
}
