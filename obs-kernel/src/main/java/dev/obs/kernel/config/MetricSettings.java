package dev.obs.kernel.config;

import dev.obs.spi.Setting;

/// Further keys of `telemetry.metrics`.
public final class MetricSettings {
  public static final Setting<String> EXEMPLAR_FILTER =
      Setting.choice("telemetry.metrics.exemplar_filter", "trace_based", "always_on", "always_off")
          .orElse("trace_based")
          .environment("OTEL_METRICS_EXEMPLAR_FILTER")
          .describe("measurements that may become exemplars: those in sampled spans, all or none");

  private MetricSettings() {}
}
