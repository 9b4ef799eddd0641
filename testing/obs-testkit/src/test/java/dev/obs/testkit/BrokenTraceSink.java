package dev.obs.testkit;

import dev.obs.model.Secret;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;

/// A plugin whose exporter has one defect, for the kit.
abstract class BrokenTraceSink extends TraceSinkConformance {

  abstract Exporter<SpanData> exporter(URI endpoint, String token) throws Exception;

  @Override
  protected TraceSink sink() {
    return new SampleTraceSink() {
      @Override
      public Exporter<SpanData> open(ExtensionContext context) throws Exception {
        return exporter(context.get(ENDPOINT), context.find(TOKEN).map(Secret::reveal).orElse(""));
      }
    };
  }

  @Override
  protected Backend backend() throws IOException {
    return SampleTraceSink.backend();
  }
}
