package dev.obs.exporter.elasticsearch;

import dev.obs.spi.LogSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.Fidelity;
import dev.obs.testkit.LogSinkConformance;
import java.io.IOException;

class OtelConformanceTest extends LogSinkConformance {

  @Override
  protected LogSink sink() {
    return new ElasticsearchLogSink();
  }

  /// Attributes are keywords, which are cut, or numbers, which are finite.
  @Override
  protected Backend backend() throws IOException {
    return FakeCluster.reading(FakeCluster::otel)
        .value("layout", "otel")
        .value("compression", "gzip")
        .fidelity(Fidelity.complete().longestValue(10_000).withoutNonFinite())
        .start();
  }
}
