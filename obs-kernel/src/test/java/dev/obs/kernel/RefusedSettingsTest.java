package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.api.KernelProvider;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import dev.obs.spi.Validation;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings that one extension refuses at once.
class RefusedSettingsTest {
  @TempDir Path folder;

  /// A sink that refuses two settings at once.
  private static final class Twice implements TraceSink {
    static final Setting<String> ONE = Setting.text("one").orElse("fine").environment("TWICE_ONE");
    static final Setting<String> TWO = Setting.text("two").orElse("fine");

    @Override
    public String type() {
      return "twice";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(ONE, TWO);
    }

    @Override
    public void validate(Settings settings, Consumer<SettingException> refused) {
      new Validation(refused)
          .check(() -> require(settings, ONE))
          .check(() -> require(settings, TWO));
    }

    private static void require(Settings settings, Setting<String> setting)
        throws SettingException {
      if (settings.get(setting).equals("bad")) {
        throw new SettingException(setting, setting.name() + " is bad");
      }
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
      require(context, ONE);
      require(context, TWO);
      return new Fakes.Traces().open(context);
    }
  }

  private KernelProvider.Options options(String section) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("telemetry.yaml"),
            "telemetry:\n  tracing: {exporters: [twice]}\n  twice: " + section + "\n");
    return new KernelProvider.Options(file, Map.of(), List.of(), List.of(new Twice()), true);
  }

  /// The problems of the check, which are those of the start.
  private List<String> refused(Inventory inventory, Executable start) {
    List<String> checked =
        problems(assertThrows(ConfigurationException.class, inventory::validate));
    assertEquals(checked, problems(assertThrows(ConfigurationException.class, start)));
    return checked;
  }

  private List<String> problems(ConfigurationException refused) {
    return refused.problems().stream()
        .map(Problem::toString)
        .map(problem -> problem.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void areAllNamedByTheCheckAndTheStart() throws IOException {
    KernelProvider.Options options = options("{one: bad, two: bad}");
    assertEquals(
        List.of("telemetry.yaml:3:16: one is bad", "telemetry.yaml:3:26: two is bad"),
        refused(Inventory.take(options), () -> Kernel.start(options)));
  }

  @ParameterizedTest
  @CsvSource({"'{two: bad}', 16", "'{one: fine, two: bad}', 27"})
  void areNotThoseOfAVariable(String section, int column) throws IOException {
    KernelProvider.Options options = options(section);
    Map<String, String> environment = Map.of("TWICE_ONE", "bad");
    Inventory inventory = Inventory.take(options, new KernelThreads(), environment);
    assertEquals(
        List.of("telemetry.yaml:3:" + column + ": two is bad"),
        refused(inventory, () -> Kernel.start(options, environment)));
    assertEquals(List.of("TWICE_ONE: ignored: one is bad"), inventory.notices());
  }
}
