package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.api.ConfigurationException;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.model.ExtensionInfo;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Values of environment variables that an extension refuses when it validates its settings or
/// opens.
class UnusableVariablesTest {
  @TempDir Path folder;

  /// A sink that refuses values which the configuration accepts.
  private static final class Strict implements TraceSink {
    static final Setting<URI> ENDPOINT =
        Setting.uri("endpoint")
            .orElse(URI.create("http://default:1"))
            .environment("STRICT_ENDPOINT");
    static final Setting<String> PROTOCOL =
        Setting.choice("protocol", "http", "h2", "grpc").orElse("http").environment("STRICT_WAY");
    static final Setting<Integer> PORT = Setting.port("port").orElse(1).environment("STRICT_PORT");

    final List<String> opened = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "strict";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(ENDPOINT, PROTOCOL, PORT);
    }

    @Override
    public void validate(Settings settings) throws SettingException {
      if (settings.get(PROTOCOL).equals("grpc")) {
        throw new SettingException(PROTOCOL, "grpc is not supported");
      }
      if (settings.get(PORT) == 80 || settings.get(PORT) == 0) {
        throw new SettingException(PORT, "port " + settings.get(PORT) + " is taken");
      }
      if (settings.get(ENDPOINT).getHost().equals("wrong")) {
        throw new SettingException(ENDPOINT, "nobody can connect to wrong");
      }
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
      validate(context);
      opened.add(context.get(ENDPOINT) + " " + context.get(PROTOCOL) + " " + context.get(PORT));
      return new Fakes.Traces().open(context);
    }
  }

  private final Strict sink = new Strict();

  private KernelProvider.Options options(String section) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("telemetry.yaml"),
            "telemetry:\n  tracing: {exporters: [strict]}\n  strict: " + section + "\n");
    return new KernelProvider.Options(file, Map.of(), List.of(), List.of(sink), true);
  }

  /// Starts and validates; both find the same.
  ///
  /// @return the state and the reason of the sink, then the notices
  private List<String> start(String section, Map<String, String> environment) throws IOException {
    KernelProvider.Options options = options(section);
    Inventory inventory = Inventory.take(options, new KernelThreads(), environment);
    inventory.validate();
    List<String> checked =
        inventory.notices().stream().filter(UnusableVariablesTest::ours).toList();
    try (Kernel kernel = Kernel.start(options, environment)) {
      ExtensionInfo info =
          kernel.view().extensions().stream()
              .filter(each -> each.type().equals("strict"))
              .findFirst()
              .orElseThrow();
      List<String> notices =
          kernel.notices().stream()
              .filter(UnusableVariablesTest::ours)
              .filter(notice -> !inventory.configuration().notices().contains(notice))
              .toList();
      assertEquals(checked, notices);
      List<String> found = new ArrayList<>(notices);
      found.addFirst((info.state() + " " + info.reason()).strip());
      return found;
    }
  }

  private static boolean ours(String notice) {
    return notice.startsWith("STRICT_");
  }

  @Test
  void areLeftOutWithANoticeEach() throws IOException {
    assertEquals(
        List.of(
            "ACTIVE",
            "STRICT_WAY: ignored: grpc is not supported",
            "STRICT_PORT: ignored: port 80 is taken"),
        start("{}", Map.of("STRICT_WAY", "grpc", "STRICT_PORT", "80")));
    assertEquals(List.of("http://default:1 http 1"), sink.opened);
  }

  @Test
  void makeRoomForTheValueOfTheFile() throws IOException {
    start("{protocol: h2, port: 81}", Map.of("STRICT_WAY", "grpc", "STRICT_PORT", "80"));
    assertEquals(List.of("http://default:1 h2 81"), sink.opened);
  }

  @Test
  void leadToNoOtherAddress() throws IOException {
    assertEquals(
        List.of("FAILED STRICT_ENDPOINT: nobody can connect to wrong"),
        start("{}", Map.of("STRICT_ENDPOINT", "http://wrong:1")));
    assertEquals(
        List.of("FAILED STRICT_ENDPOINT is not an address, so there is none to send to"),
        start("{}", Map.of("STRICT_ENDPOINT", "http://a b")));
    assertEquals(List.of(), sink.opened);
    start("{endpoint: \"http://file:1\"}", Map.of("STRICT_ENDPOINT", "http://a b"));
    assertEquals(List.of("http://file:1 http 1"), sink.opened);
  }

  @Test
  void ofTheFileStillEndTheStart() throws IOException {
    KernelProvider.Options options = options("{protocol: grpc}");
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class, () -> Kernel.start(options, Map.of("STRICT_PORT", "80")));
    assertEquals(
        folder.resolve("telemetry.yaml") + ":3:22: grpc is not supported", refused.getMessage());
  }

  @Test
  void overAnUnusableValueOfTheFileEndTheStartAtTheFile() throws IOException {
    KernelProvider.Options options = options("{protocol: grpc}");
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> Kernel.start(options, Map.of("STRICT_WAY", "grpc")));
    assertEquals(
        folder.resolve("telemetry.yaml") + ":3:22: grpc is not supported", refused.getMessage());
  }
}
