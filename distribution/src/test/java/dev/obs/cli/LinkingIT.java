package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The images of every reasonable subset of the plugins, which must contain no other modules.
class LinkingIT {
  private static final List<String> PLUGINS =
      List.of(
          "dev.obs.exporter.otlp",
          "dev.obs.exporter.zipkin",
          "dev.obs.exporter.prometheus",
          "dev.obs.exporter.elasticsearch",
          "dev.obs.probe.system",
          "dev.obs.health.http",
          "dev.obs.incident.webhook",
          "dev.obs.exporter.file");

  /// The last ones have no requirements beyond those of the others, so they are not linked in
  /// pairs.
  private static final int PAIRED = 6;

  private static final int MB = 1_000_000;

  @TempDir Path folder;

  /// Returns the subsets: none, each alone, pairs, all.
  static List<List<String>> subsets() {
    List<List<String>> subsets = new ArrayList<>(List.of(List.of(), PLUGINS));
    for (int first = 0; first < PLUGINS.size(); first++) {
      subsets.add(List.of(PLUGINS.get(first)));
      for (int second = first + 1; second < PAIRED; second++) {
        subsets.add(List.of(PLUGINS.get(first), PLUGINS.get(second)));
      }
    }
    return subsets;
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("subsets")
  void aSubsetIsAnImageThatStartsAndHoldsNoOtherPlugin(List<String> modules) throws Exception {
    List<String> names = new ArrayList<>(modules);
    names.add("console");
    LinkedImage image = LinkedImage.quick(folder, "--with", String.join(",", names));

    Set<String> expected = new TreeSet<>(modules);
    expected.add("dev.obs.kernel");
    assertEquals(expected, image.modules());
    System.out.println("[subsets] linked and started: " + modules);
  }

  /// 4 MB of it are the modules from which other images are linked.
  @Test
  void theWholeImageIsAtMost60MbWithoutItsAotCache() throws IOException {
    requireStrip();

    long size = LinkedImage.size(Path.of("target", "image"));

    assertTrue(size <= 60 * MB, () -> size + " bytes");
  }

  @Test
  void kernelHealthAndPrometheusAreAtMost46Mb() throws Exception {
    requireStrip();
    LinkedImage image = LinkedImage.link(folder, "--no-aot", "--with", "health-http,prometheus");

    long size = LinkedImage.size(image.folder());

    assertTrue(size <= 46 * MB, () -> size + " bytes");
  }

  /// Requires `strip`: without it the symbols of the JVM stay in the image, 5 MB.
  private static void requireStrip() {
    boolean found =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "strip")));
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(found, "strip is missing (Debian: binutils)");
    }
    assumeTrue(found, "sizes are those of images made with strip (Debian: binutils)");
  }
}
