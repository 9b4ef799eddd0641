package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Obs;
import dev.obs.kernel.spool.LaneSummary;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolFolder;
import dev.obs.model.LaneStats;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Extension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The effect of `telemetry.spool`.
class SpoolTest {
  private static final String SPOOL =
      """
      telemetry:
        shutdown: {deadline: 5s}
        spool: {enabled: true, path: "%s", max_size: %s}
        tracing: {exporters: %s}
      """;

  @TempDir Path folder;

  private Kernel start(String maxSize, String exporters, Extension... extensions)
      throws IOException {
    String yaml = SPOOL.formatted(folder.resolve("spool"), maxSize, exporters);
    return Fakes.start(folder, yaml, extensions);
  }

  private static Fakes.Sink down(String type) {
    return new Fakes.Sink(type, () -> _ -> new ExportResult.Retry("refused"));
  }

  private static LaneStats lane(Obs obs, String sink) {
    return obs.view().lanes().stream()
        .filter(lane -> lane.sink().equals(sink))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everySinkGetsWhatAnEarlierKernelCouldNotDeliver() throws IOException {
    Kernel first = start("8MB", "[fake]", down("fake"));
    first.operations().run("checkout", () -> {});
    first.close();
    assertEquals(1, lane(first, "fake").waiting());
    assertEquals(Map.of(), lane(first, "fake").dropped());

    Fakes.Traces well = new Fakes.Traces();
    try (Kernel second = start("8MB", "[fake]", well)) {
      assertTrue(second.flush(Duration.ofSeconds(10)));
      SpanData span = well.spans.getFirst();
      assertEquals("checkout", span.getName());
      assertEquals(
          first.view().resource().getAttributes().asMap(),
          span.getResource().getAttributes().asMap());
      assertEquals(1, lane(second, "fake").recovered());
    }
  }

  @Test
  void lanesShareTheRoomEquallyAndTheConsoleNeedsNone() throws IOException {
    try (Kernel kernel = start("8MB", "[fake, down]", new Fakes.Traces(), down("down"))) {
      assertEquals(4 << 20, lane(kernel, "fake").spoolLimit());
      assertEquals(4 << 20, lane(kernel, "down").spoolLimit());
      assertEquals(0, lane(kernel, "console").spoolLimit());
    }
  }

  @Test
  void saysWhatItHoldsForASinkThatIsNotInUseAnyMore() throws IOException {
    Kernel first = start("8MB", "[down]", down("down"));
    first.operations().run("x", () -> {});
    first.close();
    try (Kernel second = start("8MB", "[fake]", new Fakes.Traces(), down("down"))) {
      List<String> notices =
          second.notices().stream().filter(notice -> notice.contains("spool")).toList();
      assertEquals(
          List.of(
              "the spool holds 1 record of 'down-traces', which no list of exporters names;"
                  + " kept until one does"),
          notices);
    }
    try (Kernel third = start("8MB", "[down]", down("down"))) {
      assertEquals(1, lane(third, "down").recovered());
    }
  }

  @Test
  void whoeverLooksIntoTheSpoolSeesLanesOnlyAndNotWhatElseAVolumeHolds() throws IOException {
    Kernel kernel = start("8MB", "[down]", down("down"));
    kernel.operations().run("x", () -> {});
    kernel.close();
    Files.createDirectory(folder.resolve("spool/lost+found"));
    SpoolFolder spool = SpoolFolder.at(folder.resolve("spool"));
    assertEquals(List.of("down-traces"), spool.lanes().stream().map(LaneSummary::name).toList());
    assertThrows(SpoolException.class, () -> spool.drop("lost+found"));
  }

  @Test
  void aFolderThatCannotBeUsedEndsTheStartAndLeavesNothingRunning() throws IOException {
    Files.writeString(folder.resolve("spool"), "a file");
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> start("8MB", "[fake]", new Fakes.Traces()));
    assertEquals(1, refused.problems().size());
    String problem = refused.problems().getFirst().toString();
    assertTrue(problem.contains("telemetry.yaml:3:"), problem);
    assertTrue(problem.contains("it is a file, not a folder"), problem);
    await().until(Fakes::noThreads);
  }

  @Test
  void aSecondKernelOfTheSameProcessIsKeptOutUntilTheFirstIsClosed() throws IOException {
    try (Kernel _ = start("8MB", "[fake]", new Fakes.Traces())) {
      ConfigurationException refused =
          assertThrows(
              ConfigurationException.class, () -> start("8MB", "[fake]", new Fakes.Traces()));
      assertTrue(refused.getMessage().contains("in use by process"), refused.getMessage());
    }
    start("8MB", "[fake]", new Fakes.Traces()).close();
  }
}
