package dev.obs.example.file;

import dev.obs.spi.TraceSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.TraceSinkConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileTraceConformanceTest extends TraceSinkConformance {
  @TempDir Path folder;

  @Override
  protected TraceSink sink() {
    return new FileTraceSink();
  }

  @Override
  protected Backend backend() {
    return new FolderBackend(folder);
  }
}
