package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.it.Programs;
import java.io.IOException;
import java.nio.file.Path;

/// `kubectl kustomize`, or `kustomize build` if only that is installed.
final class Kustomize {
  private Kustomize() {}

  /// Skips the test if neither is installed, unless this is CI.
  static void require() {
    boolean found = Programs.find("kubectl").isPresent() || Programs.find("kustomize").isPresent();
    String missing = "neither kubectl (1.21 or later) nor kustomize is on the path";
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(found, missing);
    }
    assumeTrue(found, "SKIPPED: " + missing);
  }

  /// Returns the manifests of a folder.
  static String build(Path folder) throws IOException, InterruptedException {
    Program.Result result =
        Programs.find("kubectl").isPresent()
            ? Program.run(Programs.find("kubectl").get(), "kustomize", folder)
            : Program.run(Programs.find("kustomize").orElseThrow(), "build", folder);
    assertEquals(0, result.exit(), result.output());
    return result.output();
  }
}
