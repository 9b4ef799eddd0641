package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each module can be linked with the kernel alone, and an image holds no more than it was asked
/// for.
class LinkingIT {
  private static final String[] PLUGINS = {
    "dev.obs.exporter.otlp",
    "dev.obs.exporter.zipkin",
    "dev.obs.exporter.prometheus",
    "dev.obs.exporter.elasticsearch",
    "dev.obs.probe.system",
    "dev.obs.health.http"
  };
  private static final Pattern PLUGIN =
      Pattern.compile("dev\\.obs\\.(exporter|probe|health)\\.[a-z.]+");
  private static final int MB = 1_000_000;

  @TempDir Path folder;

  @Test
  void theKernelAloneIsAnImage() throws Exception {
    LinkedImage image = LinkedImage.of(folder.resolve("image"), "zip-0");

    assertEquals(Set.of(), pluginsNamedIn(image.run("modules")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.obs.exporter.otlp",
        "dev.obs.exporter.zipkin",
        "dev.obs.exporter.prometheus",
        "dev.obs.exporter.elasticsearch",
        "dev.obs.probe.system",
        "dev.obs.health.http"
      })
  void theKernelAndOneModuleAreAnImage(String module) throws Exception {
    LinkedImage image = LinkedImage.of(folder.resolve("image"), "zip-0", module);

    assertEquals(Set.of(module), pluginsNamedIn(image.run("modules")));
  }

  @Test
  void allModulesAreAnImage() throws Exception {
    LinkedImage image = LinkedImage.of(folder.resolve("image"), "zip-0", PLUGINS);

    assertEquals(Set.of(PLUGINS), pluginsNamedIn(image.run("modules")));
  }

  @Test
  void theWholeImageIsAtMost60MbWithoutItsAotCache() throws IOException {
    requireStrip();

    long size = LinkedImage.size(Path.of("target", "image"));

    assertTrue(size <= 60 * MB, () -> size + " bytes");
  }

  @Test
  void kernelHealthAndPrometheusAreAtMost46Mb() throws Exception {
    requireStrip();
    Path image = folder.resolve("image");
    LinkedImage.of(image, "zip-9", "dev.obs.health.http", "dev.obs.exporter.prometheus");

    long size = LinkedImage.size(image);

    assertTrue(size <= 46 * MB, () -> size + " bytes");
  }

  private static Set<String> pluginsNamedIn(String text) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = PLUGIN.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  /// Without it the symbols of the JVM stay in the image, 5 MB.
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
