package dev.obs.testkit;

import dev.obs.spi.TraceSink;
import java.io.IOException;

/// The kit on a correct plugin, in which it must find no error.
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
