package dev.obs.testkit;

import dev.obs.spi.MetricSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink whose backend is memory.
class InMemoryMetricSinkConformanceTest extends MetricSinkConformance {
  private final List<InMemoryMetricSink> sinks = new CopyOnWriteArrayList<>();

  @Override
  protected MetricSink sink() {
    InMemoryMetricSink sink = new InMemoryMetricSink();
    sinks.add(sink);
    return sink;
  }

  @Override
  protected Backend backend() {
    return new Backend() {
      @Override
      public Map<String, String> settings() {
        return Map.of();
      }

      @Override
      public List<Received> received() {
        return sinks.stream()
            .flatMap(sink -> sink.metrics().stream())
            .flatMap(metric -> Received.of(metric).stream())
            .toList();
      }
    };
  }
}
