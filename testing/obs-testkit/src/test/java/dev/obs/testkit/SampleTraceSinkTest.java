package dev.obs.testkit;

import dev.obs.spi.TraceSink;
import java.io.IOException;

/// The kit finds nothing wrong with a plugin as it should be.
class SampleTraceSinkTest extends TraceSinkConformance {

  @Override
  protected TraceSink sink() {
    return new SampleTraceSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return SampleTraceSink.backend();
  }
}
