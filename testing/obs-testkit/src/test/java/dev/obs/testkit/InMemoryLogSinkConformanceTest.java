package dev.obs.testkit;

import dev.obs.spi.LogSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink whose backend is memory.
class InMemoryLogSinkConformanceTest extends LogSinkConformance {
  private final List<InMemoryLogSink> sinks = new CopyOnWriteArrayList<>();

  @Override
  protected LogSink sink() {
    InMemoryLogSink sink = new InMemoryLogSink();
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
        return sinks.stream().flatMap(sink -> sink.records().stream()).map(Received::of).toList();
      }
    };
  }
}
