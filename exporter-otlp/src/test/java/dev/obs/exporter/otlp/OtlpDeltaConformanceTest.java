package dev.obs.exporter.otlp;

import dev.obs.spi.MetricSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.MetricSinkConformance;
import java.io.IOException;

/// The conformance tests with the other temporality and compression.
class OtlpDeltaConformanceTest extends MetricSinkConformance {

  @Override
  protected MetricSink sink() {
    return new OtlpMetricSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return Decoded.collector(Decoded::metrics)
        .value("metrics.temporality_preference", "delta")
        .value("compression", "gzip")
        .start();
  }
}
