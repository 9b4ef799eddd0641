package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Foreign plugins, linked into a custom image.
class LinkPluginsIT {
  @TempDir Path folder;

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void modularOnesAndPlainJarsAreLinkedAndGetTheSpans() throws Exception {
    modular("plugins/first.jar", "first");
    plain("plugins/second/second-1.0.jar", "second");
    plain("plugins/third-jar.jar", "third");
    // an older copy of a library of the image
    new CompiledJar(folder.resolve("plugins/second/picocli.jar"))
        .source("module-info", "module info.picocli { exports picocli; }")
        .source("picocli.CommandLine", "package picocli; public class CommandLine {}")
        .version("0.9")
        .write();

    LinkedImage image =
        LinkedImage.quick(
            folder, "--with", "console", "--plugins", "plugins", "--without", "third");

    String report = image.report();
    assertTrue(
        report
            .lines()
            .anyMatch(line -> line.matches("first +- +\\S+ kB +\\S+ kB +\\(--plugins\\)")),
        report);
    assertTrue(
        report
            .lines()
            .anyMatch(line -> line.matches("second +1.0 +\\S+ kB +\\S+ kB +\\(--plugins\\)")),
        report);
    assertFalse(report.lines().anyMatch(line -> line.startsWith("third")), report);
    assertTrue(
        report
            .lines()
            .anyMatch(line ->
                line.matches(
                    "note: info.picocli: the image's [\\d.]+ is taken, not 0.9 of .*picocli.jar")),
        report);
    assertTrue(
        report.lines().anyMatch(line -> line.matches("java.logging +.* kB +.*dev.obs.kernel.*")),
        report);
    assertSpans(image);
  }

  private void assertSpans(LinkedImage image) throws Exception {
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        """
        telemetry:
          tracing: {exporters: [first, second], schedule_delay: 10ms}
          metrics: {exporters: []}
        """);
    Path demo = Path.of("target", "image", "demo").toAbsolutePath();
    try (ImageProcess process =
        ImageProcess.start(
            image.folder().resolve("bin/obs"),
            folder,
            java.util.Map.of(),
            "demo",
            "--once",
            "--jars",
            demo.toString())) {
      assertEquals(0, process.exitCode(), process::toString);
      assertTrue(process.out().contains("GOT first generate_docs"), process::toString);
      assertTrue(process.out().contains("GOT second generate_docs"), process::toString);
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void twoVersionsOfOneLibraryDoNotFitIntoOneImage() throws Exception {
    modular("plugins/a/first.jar", "first");
    library("plugins/a/library.jar", "1.0");
    modular("plugins/b/second.jar", "second");
    library("plugins/b/library.jar", "2.0");

    String error = LinkedImage.refuse(2, folder, "--plugins", "plugins");

    assertTrue(error.matches("(?s)obs: module library is in two jars that differ.*"), error);
    assertTrue(error.contains("plugins/a/library.jar (1.0)"), error);
    assertTrue(error.contains("plugins/b/library.jar (2.0)"), error);
    assertTrue(error.contains("drop the other into"), error);
    assertEquals(1, error.lines().count());
    assertFalse(Files.exists(folder.resolve("image")));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void whatAPluginLacksIsNamedWithTheJarThatRequiresIt() throws Exception {
    Path library = library("elsewhere/library.jar", "1.0");
    new CompiledJar(folder.resolve("plugins/needy.jar"))
        .source("module-info", "module needy { requires library; }")
        .source("needy.Needy", "package needy; class Needy {}")
        .uses(library)
        .write();

    String error = LinkedImage.refuse(2, folder, "--plugins", "plugins");

    assertTrue(
        error.matches(
            "obs: needy \\(.*plugins/needy.jar\\) requires library, which is neither .*\n"),
        error);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aPackageInTwoJarsIsNamedWithBoth() throws Exception {
    modular("plugins/first.jar", "first");
    new CompiledJar(folder.resolve("plugins/split.jar"))
        .source("first.More", "package first; public class More {}")
        .write();

    String error = LinkedImage.refuse(2, folder, "--plugins", "plugins");

    assertTrue(error.startsWith("obs: package first is in two modules"), error);
    assertTrue(error.contains("first.jar") && error.contains("split.jar"), error);
  }

  private Path library(String jar, String version) throws Exception {
    return new CompiledJar(folder.resolve(jar))
        .source("module-info", "module library { exports library; }")
        .source("library.Library", "package library; public class Library {}")
        .version(version)
        .write();
  }

  private void modular(String jar, String name) throws Exception {
    new CompiledJar(folder.resolve(jar))
        .source(
            "module-info",
            "module %1$s { requires dev.obs.api; provides dev.obs.spi.TraceSink with %1$s.Sink; }"
                .formatted(name))
        .sink(name + ".Sink", name)
        .write();
  }

  private void plain(String jar, String name) throws Exception {
    new CompiledJar(folder.resolve(jar))
        .sink(name + ".Sink", name)
        .file("META-INF/services/dev.obs.spi.TraceSink", name + ".Sink\n")
        .write();
  }
}
