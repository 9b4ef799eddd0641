package dev.obs.exporter.file;

import dev.obs.testkit.Backend;
import dev.obs.testkit.Fault;
import dev.obs.testkit.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A folder with the output of the sinks. It can become unavailable, like an unmounted disk.
final class FolderBackend implements Backend {
  private final Path disk;
  private final Path unmounted;
  private final AtomicInteger sinks = new AtomicInteger();

  FolderBackend(Path parent) throws IOException {
    disk = Files.createDirectory(parent.resolve("disk"));
    unmounted = parent.resolve("unmounted");
  }

  /// Returns a separate folder for each opened sink, because two sinks in one folder are refused.
  @Override
  public Map<String, String> settings() {
    return Map.of("path", disk.resolve("sink-" + sinks.incrementAndGet()).toString());
  }

  @Override
  public List<Received> received() throws IOException {
    List<Received> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(disk)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        Files.readAllLines(file).forEach(line -> all.addAll(OtlpJson.read(line)));
      }
    }
    return all;
  }

  @Override
  public Set<Fault> faults() {
    return Set.of(Fault.DOWN, Fault.UNAVAILABLE);
  }

  /// Puts a file in its place, because the sinks would create a folder again.
  @Override
  public void become(Fault fault) throws IOException {
    Files.move(disk, unmounted);
    Files.createFile(disk);
  }

  @Override
  public void recover() throws IOException {
    if (Files.exists(unmounted)) {
      Files.delete(disk);
      Files.move(unmounted, disk);
    }
  }
}
