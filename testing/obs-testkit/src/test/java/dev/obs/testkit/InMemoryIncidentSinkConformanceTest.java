package dev.obs.testkit;

import dev.obs.spi.IncidentSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink whose backend is memory.
class InMemoryIncidentSinkConformanceTest extends IncidentSinkConformance {
  private final List<InMemoryIncidentSink> sinks = new CopyOnWriteArrayList<>();

  @Override
  protected IncidentSink sink() {
    InMemoryIncidentSink sink = new InMemoryIncidentSink();
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
        return sinks.stream().flatMap(sink -> sink.incidents().stream()).map(Received::of).toList();
      }
    };
  }
}
