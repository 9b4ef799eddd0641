package dev.obs.exporter.otlp;

import dev.obs.spi.LogSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.LogSinkConformance;
import java.io.IOException;

class OtlpLogConformanceTest extends LogSinkConformance {

  @Override
  protected LogSink sink() {
    return new OtlpLogSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return Decoded.collector(Decoded::logs).start();
  }
}
