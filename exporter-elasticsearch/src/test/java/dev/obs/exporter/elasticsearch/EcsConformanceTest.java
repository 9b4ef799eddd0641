package dev.obs.exporter.elasticsearch;

import dev.obs.spi.LogSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.Fidelity;
import dev.obs.testkit.LogSinkConformance;
import java.io.IOException;

class EcsConformanceTest extends LogSinkConformance {

  @Override
  protected LogSink sink() {
    return new ElasticsearchLogSink();
  }

  /// Labels are keywords, which are cut, and their names have no dots.
  @Override
  protected Backend backend() throws IOException {
    return FakeCluster.reading(FakeCluster::ecs)
        .fidelity(Fidelity.complete().longestValue(10_000).keys(key -> key.replace('.', '_')))
        .start();
  }
}
