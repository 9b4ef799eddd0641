package dev.obs.exporter.file;

import dev.obs.spi.LogSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.LogSinkConformance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileLogConformanceTest extends LogSinkConformance {
  @TempDir Path folder;

  @Override
  protected LogSink sink() {
    return new FileLogSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return new FolderBackend(folder);
  }
}
