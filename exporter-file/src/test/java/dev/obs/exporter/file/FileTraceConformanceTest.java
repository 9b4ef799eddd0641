package dev.obs.exporter.file;

import dev.obs.spi.TraceSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.TraceSinkConformance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileTraceConformanceTest extends TraceSinkConformance {
  @TempDir Path folder;

  @Override
  protected TraceSink sink() {
    return new FileTraceSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return new FolderBackend(folder);
  }
}
