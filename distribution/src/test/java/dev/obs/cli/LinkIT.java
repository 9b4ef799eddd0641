package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class LinkIT {
  private static final Path FULL = Path.of("target", "image").toAbsolutePath();

  @TempDir Path folder;

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void theDefaultIsSmallTrainedAndServes() throws Exception {
    LinkedImage image = LinkedImage.link(folder, "--with", "otlp,health-http,prometheus");

    assertTrue(Files.size(image.folder().resolve("lib/obs.aot")) > 1_000_000);
    Files.writeString(
        folder.resolve("telemetry.yaml"),
        "telemetry: {metrics: {prometheus_port: 0}}\nhealth: {port: 0}\n");
    try (ImageProcess run = image.launch("obs", "run")) {
      assertEquals("http", run.address("health-http").getScheme());
      assertEquals(0, run.terminate(), run::toString);
      assertEquals("", run.err());
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void withoutWithItIsWhatTheImageIsMadeOfLessWhatIsLeftOut() throws Exception {
    LinkedImage image = LinkedImage.quick(folder, "--without", "elasticsearch,probe-system,zipkin");

    assertEquals(
        java.util.Set.of(
            "dev.obs.kernel",
            "dev.obs.exporter.file",
            "dev.obs.exporter.otlp",
            "dev.obs.exporter.prometheus",
            "dev.obs.health.http",
            "dev.obs.incident.webhook"),
        image.modules());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void twoRunsGiveEqualBytesAndTheSecondReplacesTheFirst() throws Exception {
    LinkedImage image = LinkedImage.quick(folder, "--with", "otlp,cpu");
    Path other = Files.createDirectories(folder.resolve("another folder"));
    LinkedImage again = LinkedImage.quick(other, "--with", "cpu,exporter-otlp");

    SortedMap<String, Path> files = files(image.folder());
    SortedMap<String, Path> others = files(again.folder());
    assertEquals(files.keySet(), others.keySet());
    for (Map.Entry<String, Path> file : files.entrySet()) {
      assertArrayEquals(
          Files.readAllBytes(file.getValue()),
          Files.readAllBytes(others.get(file.getKey())),
          file.getKey());
    }

    Files.writeString(folder.resolve("image/plugins/mine.jar"), "x");
    String error = LinkedImage.refuse(2, folder, "--with", "otlp");
    assertTrue(error.contains("plugins/mine.jar would be lost"), error);

    String inside = refuseIn(image, "link", "--output", "x");
    assertTrue(inside.contains("contains no modules for linking"), inside);
    String demo = refuseIn(image, "demo");
    assertTrue(demo.contains("no jars to document in"), demo);
    assertEquals(1, demo.lines().count(), demo);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void allUnknownNamesAreToldAtOnceWithTheList() throws Exception {
    String error = LinkedImage.refuse(2, folder, "--with", "otpl,cpu", "--without", "zipkn");

    assertTrue(error.contains("--with: unknown name 'otpl', did you mean 'otlp'?"), error);
    assertTrue(error.contains("--without: unknown name 'zipkn', did you mean 'zipkin'?"), error);
    assertTrue(
        error
            .lines()
            .anyMatch(line -> line.matches("dev.obs.exporter.zipkin +exporter-zipkin +zipkin")),
        error);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void whatOthersRequireCannotBeLeftOut() throws Exception {
    assertEquals(
        "obs: dev.obs.http.listener cannot be left out: required by dev.obs.health.http\n",
        LinkedImage.refuse(2, folder, "--with", "health-http", "--without", "http-listener"));
    String kernel = LinkedImage.refuse(2, folder, "--with", "otlp", "--without", "console");
    assertTrue(kernel.startsWith("obs: dev.obs.kernel cannot be left out"), kernel);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aFolderThatIsNoImageOfOursIsLeftAlone() throws Exception {
    Files.createDirectories(folder.resolve("image/lib"));
    Files.writeString(folder.resolve("image/lib/modules"), "a JDK's");

    String error = LinkedImage.refuse(2, folder, "--with", "otlp");

    assertTrue(error.contains("exists and is not an image of obs link"), error);
    assertEquals("a JDK's", Files.readString(folder.resolve("image/lib/modules")));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aPlaceThatCannotBeWrittenIsOneSentence() throws Exception {
    Files.writeString(folder.resolve("image"), "a file");

    String error = refuseIn(new LinkedImage(FULL, ""), "link", "--output", folder + "/image/below");

    assertEquals(1, error.lines().count(), error);
    assertTrue(error.contains("image/below"), error);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aJdkThatWillNotDoIsNamed() throws Exception {
    String error = LinkedImage.refuse(2, folder, "--jdk", "/no/jdk");

    assertTrue(error.startsWith("obs: --jdk /no/jdk: no such folder; linking needs a JDK"), error);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aSignalInTheMiddleLeavesNothingHalfMade() throws Exception {
    try (ImageProcess link = LinkedImage.start(folder, "--with", "otlp", "--no-aot")) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            assertTrue(link.isAlive(), link::toString);
            return link.out().contains("[link] linking");
          });
      link.terminate();
    }

    try (Stream<Path> left = Files.list(folder)) {
      assertFalse(
          left.anyMatch(each -> each.getFileName().toString().contains("image")), "half an image");
    }
  }

  private String refuseIn(LinkedImage image, String... args) throws Exception {
    try (ImageProcess process = image.launch("obs", args)) {
      assertEquals(2, process.exitCode(), process::toString);
      return process.err();
    }
  }

  private static SortedMap<String, Path> files(Path image) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(image)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> files.put(image.relativize(file).toString(), file));
    }
    return files;
  }
}
