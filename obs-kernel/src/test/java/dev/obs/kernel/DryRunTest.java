package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.api.KernelProvider;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `obs check` refuses the same settings as `obs run`, in the same words, and opens nothing.
class DryRunTest {
  @TempDir Path folder;

  /// A sink that needs a file, as one does that reads a certificate.
  private static final class Certified implements TraceSink {
    static final Setting<Path> FILE = Setting.path("certificate");
    static final Setting<String> TOKEN = Setting.text("token");

    final AtomicInteger opened = new AtomicInteger();

    @Override
    public String type() {
      return "certified";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(FILE, TOKEN);
    }

    @Override
    public void validate(Settings settings) throws SettingException {
      Path file = settings.get(FILE);
      if (!Files.exists(file)) {
        throw new SettingException(FILE, file + " does not exist");
      }
      if (settings.find(TOKEN).orElse("").startsWith("bug")) {
        throw new IllegalStateException("a bug");
      }
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
      opened.incrementAndGet();
      validate(context);
      return new Fakes.Traces().open(context);
    }
  }

  private KernelProvider.Options options(String yaml, Extension... extensions) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    return new KernelProvider.Options(file, Map.of(), List.of(), List.of(extensions), true);
  }

  private List<String> checked(KernelProvider.Options options) {
    Inventory inventory = Inventory.take(options);
    return problems(assertThrows(ConfigurationException.class, inventory::validate));
  }

  private List<String> problems(ConfigurationException refused) {
    return refused.problems().stream()
        .map(Problem::toString)
        .map(problem -> problem.replace(folder + "/", ""))
        .toList();
  }

  /// Validates first, so that nothing is there that the start has made.
  private List<String> refused(String yaml, Extension... extensions) throws IOException {
    KernelProvider.Options options = options(yaml, extensions);
    List<String> checked = checked(options);
    ConfigurationException started =
        assertThrows(ConfigurationException.class, () -> Kernel.start(options));
    assertEquals(problems(started), checked);
    return checked;
  }

  private String spool(String path) {
    return "telemetry: {spool: {enabled: true, path: \"%s\"}, tracing: {exporters: [fake]}}"
        .formatted(folder.resolve(path));
  }

  @Test
  void refusesAFileThatAnExtensionCannotUse() throws IOException {
    Certified sink = new Certified();
    String yaml =
        """
        telemetry:
          tracing: {exporters: [certified]}
          certified:
            certificate: no/such.pem
        """;
    KernelProvider.Options options = options(yaml, sink);

    assertEquals(List.of("telemetry.yaml:4:18: no/such.pem does not exist"), checked(options));
    assertEquals(0, sink.opened.get());
    assertEquals(1, refused(yaml, sink).size());
  }

  @Test
  void acceptsAnExtensionThatIsNotInUse() throws IOException {
    Inventory inventory =
        Inventory.take(
            options("telemetry: {certified: {certificate: no/such.pem}}", new Certified()));

    inventory.validate();
    assertEquals(List.of(), inventory.failures());
  }

  @Test
  void namesAnExtensionWhoseValidationFails() throws IOException {
    Inventory inventory =
        Inventory.take(
            options(
                "telemetry: {tracing: {exporters: [certified]}, certified: {certificate: \""
                    + folder
                    + "\", token: bug}}",
                new Certified()));

    inventory.validate();
    assertTrue(
        inventory.failures().getFirst().contains("failed to validate its settings"),
        inventory.failures()::toString);
  }

  @Test
  void refusesASpoolThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("spool"), "");

    assertTrue(
        refused(spool("spool"), new Fakes.Traces())
            .getFirst()
            .contains("it is a file, not a folder"));
  }

  @Test
  void refusesASpoolBelowAFile() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    assertTrue(
        refused(spool("file/spool"), new Fakes.Traces()).getFirst().contains("Not a directory"));
  }

  @Test
  void refusesASpoolThatIsOpenToOthers() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertTrue(refused(spool("spool"), new Fakes.Traces()).getFirst().contains("chmod 700"));
  }

  @Test
  void refusesASpoolBelowAFolderThatOthersCanExchange() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertTrue(
        refused(spool("open/a/spool"), new Fakes.Traces()).getFirst().contains("chmod go-w"));
  }

  @Test
  void refusesASpoolThatCannotBeMade() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(closed), "this user may write everywhere");

    assertTrue(
        refused(spool("closed/spool"), new Fakes.Traces())
            .getFirst()
            .contains("permission denied"));
  }

  @Test
  void refusesALaneThatIsALink() throws IOException {
    Kernel.start(options(spool("spool"), new Fakes.Traces())).close();
    Path lane = folder.resolve("spool/fake-traces");
    Files.move(lane, folder.resolve("elsewhere"));
    Files.createSymbolicLink(lane, folder.resolve("elsewhere"));

    assertTrue(refused(spool("spool"), new Fakes.Traces()).getFirst().contains("is a link"));
  }

  @Test
  void makesNoSpool() throws IOException {
    Inventory.take(options(spool("a/spool"), new Fakes.Traces())).validate();

    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void acceptsASpoolInUseAndLeavesItsLock() throws IOException {
    KernelProvider.Options options = options(spool("spool"), new Fakes.Traces());
    try (Kernel first = Kernel.start(options)) {
      Inventory.take(options).validate();

      ConfigurationException second =
          assertThrows(ConfigurationException.class, () -> Kernel.start(options));
      assertTrue(second.getMessage().contains("is in use"), second::getMessage);
      assertTrue(first.view().lanes().stream().anyMatch(lane -> lane.sink().equals("fake")));
    }
  }

  @Test
  void namesAnExtensionThatHangsAndGoesOn() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TraceSink hangs =
        new TraceSink() {
          @Override
          public String type() {
            return "hangs";
          }

          @Override
          public void validate(Settings settings) {
            try {
              never.await();
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public Exporter<SpanData> open(ExtensionContext context) {
            return new Fakes.Traces().open(context);
          }
        };
    Inventory inventory =
        Inventory.take(options("telemetry: {tracing: {exporters: [hangs]}}", hangs));

    inventory.validate();
    assertTrue(
        inventory.failures().getFirst().contains("did not validate its settings within 5 s"),
        inventory.failures()::toString);
  }
}
