package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Obs;
import dev.obs.model.ExtensionInfo;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Extension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyExtensionsTest {
  @TempDir Path folder;

  private Kernel start(String yaml, Extension... extensions) throws IOException {
    return Fakes.start(folder, yaml, extensions);
  }

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void namesWhatCannotBeOpenedAndRunsTheRest() throws IOException {
    Fakes.Traces well = new Fakes.Traces();
    String yaml = "telemetry: {tracing: {exporters: [fake, throws, fails, nothing]}}";
    try (Kernel obs =
        start(
            yaml,
            well,
            new Fakes.Sink(
                "throws",
                () -> {
                  throw new IllegalStateException("no luck");
                }),
            new Fakes.Sink(
                "fails",
                () -> {
                  throw new NoClassDefFoundError("gone/Missing");
                }),
            new Fakes.Sink("nothing", () -> null))) {
      assertEquals(
          "failed to start: java.lang.IllegalStateException: no luck",
          info(obs, "throws").reason());
      assertTrue(info(obs, "fails").reason().contains("gone/Missing"));
      assertEquals(ExtensionInfo.State.FAILED, info(obs, "nothing").state());
      assertEquals(ExtensionInfo.State.ACTIVE, info(obs, "fake").state());
      obs.operations().run("x", () -> {});
      assertTrue(obs.flush(LIMIT));
    }
    assertEquals(1, well.spans.size());
  }

  @Test
  void namesAnExtensionThatHangsAndRunsTheRest() throws IOException {
    String yaml = "telemetry: {tracing: {exporters: [fake, hangs]}}";
    CountDownLatch release = new CountDownLatch(1);
    try (Kernel obs =
        start(
            yaml,
            new Fakes.Traces(),
            new Fakes.Sink(
                "hangs",
                () -> {
                  release.await();
                  return batch -> ExportResult.delivered();
                }))) {
      assertEquals("did not start within 5 s", info(obs, "hangs").reason());
    } finally {
      release.countDown();
    }
  }

  private static ExtensionInfo info(Obs obs, String type) {
    return obs.view().extensions().stream()
        .filter(extension -> extension.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void endsTheStartWithThePlaceOfASettingThatProvesUnusableAndClosesTheRest() {
    AtomicBoolean closed = new AtomicBoolean();
    String yaml = "telemetry:\n  web: {port: 80}\n  other: {port: 81}\n";
    ConfigurationException wrong =
        assertThrows(
            ConfigurationException.class,
            () ->
                start(
                    yaml,
                    new Fakes.Port("fine", false, closed),
                    new Fakes.Port("web", true, closed),
                    new Fakes.Port("other", true, closed)));
    String file = folder.resolve("telemetry.yaml").toString();
    assertEquals(
        file + ":2:15: port 80 is in use\n" + file + ":3:17: port 81 is in use",
        wrong.getMessage());
    assertTrue(closed.get());
    await().until(Fakes::noThreads);
  }

  @Test
  void aProbeThatThrowsHarmsNothing() throws Exception {
    Fakes.BadProbe probe = new Fakes.BadProbe();
    try (Obs obs = start("telemetry: {}", probe)) {
      probe.sampled.await();
      assertEquals(Map.of(), obs.view().system());
    }
  }
}
