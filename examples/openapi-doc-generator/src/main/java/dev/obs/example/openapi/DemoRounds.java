package dev.obs.example.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The workload of a demonstration: documents the same jars in rounds, and in every fifth round a
/// broken copy of the first one, so that a failure is visible.
///
/// Not thread-safe.
public final class DemoRounds implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DemoRounds.class.getName());
  private static final int BROKEN_EVERY = 5;

  private final DocGenerator generator;
  private final List<Path> jars;
  private final Path folder;
  private final Path broken;

  /// Creates the broken copy: the first half of the first jar, in a separate temporary folder.
  ///
  /// @param jars at least one
  /// @throws UncheckedIOException if the copy cannot be created
  public DemoRounds(DocGenerator generator, List<Path> jars) {
    this.generator = generator;
    this.jars = List.copyOf(jars);
    try {
      byte[] bytes = Files.readAllBytes(jars.getFirst());
      folder = Files.createTempDirectory("openapi-demo");
      broken = folder.resolve("broken-" + jars.getFirst().getFileName());
      Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "cannot copy " + jars.getFirst() + " for the demo: " + failure.getMessage(), failure);
    }
  }

  /// Documents every jar once, and the broken one if it is its turn. The generator logs and counts
  /// failures, as in any application; nothing is thrown.
  ///
  /// @param n the number of the round, from 1
  public void round(int n) {
    jars.forEach(this::document);
    if (n % BROKEN_EVERY == 0) {
      document(broken);
    }
  }

  private void document(Path jar) {
    try {
      generator.generate(jar);
    } catch (DocumentationException reported) {
      LOG.log(System.Logger.Level.DEBUG, "continuing after an unreadable jar");
    }
  }

  /// Removes the broken copy.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(broken);
      Files.deleteIfExists(folder);
    } catch (IOException failure) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove " + folder + ": " + failure.getMessage());
    }
  }
}
