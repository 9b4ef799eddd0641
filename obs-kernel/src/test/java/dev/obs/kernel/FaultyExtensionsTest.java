package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.api.Obs;
import dev.obs.model.ExtensionInfo;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
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

  /// A sink that cannot be created or asked for its declarations.
  private record Uncreated(@Nullable Callable<@Nullable String> name, @Nullable String section)
      implements TraceSink {
    @Override
    @SuppressWarnings("NullAway") // as a plugin may do
    public String type() {
      try {
        return name == null ? "no-settings" : name.call();
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    @SuppressWarnings("NullAway") // as a plugin may do
    public String section() {
      return section;
    }

    @Override
    @SuppressWarnings("NullAway") // as a plugin may do
    public List<Setting<?>> settings() {
      return name == null ? null : List.of();
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      throw new AssertionError("it cannot be created");
    }
  }

  @Test
  void aSinkThatCannotBeCreatedIsNamedAndTheRestRuns() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    Callable<@Nullable String> throwing =
        () -> {
          throw new IllegalStateException("a bug");
        };
    Callable<@Nullable String> hanging =
        () -> {
          release.await();
          return "late";
        };
    Fakes.Traces well = new Fakes.Traces();
    String yaml =
        """
        telemetry:
          tracing: {exporters: [fake, throws, hangs, nameless, homeless, no-settings]}
          throws: {x: 1}
        """;
    Extension[] extensions = {
      well,
      new Uncreated(throwing, "telemetry.throws"),
      new Uncreated(hanging, "telemetry.hangs"),
      new Uncreated(() -> null, "telemetry.nameless"),
      new Uncreated(() -> "homeless", null),
      new Uncreated(null, "telemetry.no-settings")
    };
    KernelProvider.Options options =
        new KernelProvider.Options(
            Files.writeString(folder.resolve("telemetry.yaml"), yaml),
            Map.of(),
            List.of(),
            List.of(extensions),
            true);
    try (Kernel obs = Kernel.start(options)) {
      assertEquals(
          List.of(
              "cannot be created: java.lang.IllegalStateException: a bug",
              "not created within 2 s",
              "its type 'null' is not a valid name",
              "its section() answers null",
              "its settings() answers null"),
          obs.view().extensions().stream()
              .filter(each -> each.state() == ExtensionInfo.State.FAILED)
              .map(ExtensionInfo::reason)
              .map(reason -> reason.replace("IllegalStateException: java.lang.", ""))
              .toList());
      obs.operations().run("x", () -> {});
      assertTrue(obs.flush(LIMIT));
      Inventory checked = Inventory.take(options);
      checked.validate();
      assertTrue(
          checked.configuration().notices().stream()
              .anyMatch(notice ->
                  notice.contains("exporter 'throws' is not in use")
                      && notice.contains(Uncreated.class.getName() + " (code): cannot be created")),
          () -> "" + checked.configuration().notices());
      assertEquals(5, checked.failures().size());
    } finally {
      release.countDown();
    }
    assertEquals(1, well.spans.size());
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
