package dev.obs.exporter.file;

import dev.obs.spi.MetricSink;
import dev.obs.testkit.Backend;
import dev.obs.testkit.MetricSinkConformance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileMetricConformanceTest extends MetricSinkConformance {
  @TempDir Path folder;

  @Override
  protected MetricSink sink() {
    return new FileMetricSink();
  }

  @Override
  protected Backend backend() throws IOException {
    return new FolderBackend(folder);
  }
}
