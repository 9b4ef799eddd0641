package dev.obs.example.file;

import dev.obs.testkit.Backend;
import dev.obs.testkit.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What the sinks have written below a folder.
final class FolderBackend implements Backend {
  private final Path root;
  private final AtomicInteger sinks = new AtomicInteger();

  FolderBackend(Path root) {
    this.root = root;
  }

  /// A folder of its own for each sink that is opened, as two in one are refused.
  @Override
  public Map<String, String> settings() {
    return Map.of("path", root.resolve("sink-" + sinks.incrementAndGet()).toString());
  }

  @Override
  public List<Received> received() throws IOException {
    List<Received> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        Files.readAllLines(file).forEach(line -> all.addAll(OtlpJson.read(line)));
      }
    }
    return all;
  }
}
