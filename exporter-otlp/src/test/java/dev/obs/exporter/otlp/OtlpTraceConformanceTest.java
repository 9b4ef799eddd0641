package dev.obs.exporter.otlp;

import dev.obs.spi.TraceSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.TraceSinkConformance;
import java.io.IOException;

class OtlpTraceConformanceTest extends TraceSinkConformance {

  @Override
  protected TraceSink sink() {
    return new OtlpTraceSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return Decoded.collector(Decoded::spans).start();
  }
}
