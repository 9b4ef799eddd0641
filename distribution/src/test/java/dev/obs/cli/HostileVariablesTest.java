package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.KernelSettings;
import dev.obs.kernel.config.SettingsAttempt;
import dev.obs.kernel.config.SettingsAttempt.Verdict;
import dev.obs.kernel.config.UnusableVariableException;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.TraceSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No value of an environment variable ends the start, with the modules of the image.
class HostileVariablesTest {
  private static final List<Extension> EXTENSIONS = InstalledExtensions.extensions();
  private static final List<Extension> USED =
      EXTENSIONS.stream()
          .filter(each -> Set.of("otlp", "zipkin", "prometheus").contains(each.type()))
          .toList();
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "x",
          "-1",
          "0",
          "99999999999",
          "grpc",
          "none,otlp",
          "x y=1",
          "a=caf%C3%A9",
          "http://",
          "http://a b",
          "https://h:99999",
          "/no/such/file.pem",
          "\0",
          "x".repeat(70_000));

  /// Lists the variables of all settings.
  static Set<String> variables() {
    Set<String> variables = new TreeSet<>();
    for (Extension extension : EXTENSIONS) {
      for (Setting<?> setting : extension.settings()) {
        variables.addAll(setting.environment());
      }
    }
    KernelSettings.all().forEach(setting -> variables.addAll(setting.environment()));
    return variables;
  }

  @ParameterizedTest
  @MethodSource("variables")
  void noValueEndsTheStart(String name) {
    for (String value : VALUES) {
      Map<String, String> environment = new HashMap<>();
      environment.put("OTEL_TRACES_EXPORTER", "otlp,zipkin");
      environment.put("OTEL_METRICS_EXPORTER", "otlp,prometheus");
      environment.put("OTEL_LOGS_EXPORTER", "otlp");
      environment.put(name, value);
      Configuration configuration = assertDoesNotThrow(() -> load(environment));
      for (Extension extension : USED) {
        assertNotEquals(
            Verdict.REFUSED,
            validated(configuration, extension, new ArrayList<>()),
            () -> name + "=" + value.substring(0, Math.min(20, value.length())));
      }
    }
  }

  @Test
  void otlpTakesNoOtherProtocolFromAVariable() {
    List<String> notices = new ArrayList<>();
    assertEquals(
        Verdict.RETRY,
        validated(load(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")), otlp(), notices));
    assertEquals(1, notices.size());
    assertTrue(
        notices.getFirst().startsWith("OTEL_EXPORTER_OTLP_PROTOCOL: ignored: grpc is not"),
        notices::getFirst);
  }

  @Test
  void otlpLeavesOutHeadersThatCannotBeSent() {
    List<String> notices = new ArrayList<>();
    assertEquals(
        Verdict.RETRY,
        validated(load(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "x y=1")), otlp(), notices));
    assertEquals(1, notices.size());
  }

  @Test
  void otlpSendsNothingToAnAddressThatIsNone() {
    assertEquals(
        Verdict.FAILED,
        validated(
            load(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a b")), otlp(), new ArrayList<>()));
  }

  private static Extension otlp() {
    return EXTENSIONS.stream()
        .filter(each -> each instanceof TraceSink && each.type().equals("otlp"))
        .findFirst()
        .orElseThrow();
  }

  private static Configuration load(Map<String, String> environment) {
    return ConfigurationLoader.load(Optional.empty(), environment, Map.of(), EXTENSIONS);
  }

  /// Validates as a start does.
  ///
  /// @return the last verdict: RETRY if the settings are accepted in the end
  private static Verdict validated(
      Configuration configuration, Extension extension, List<String> notices) {
    SettingsAttempt attempt = new SettingsAttempt(configuration, extension, notices::add);
    Verdict verdict = Verdict.RETRY;
    while (verdict == Verdict.RETRY) {
      try {
        extension.validate(attempt.settings());
        return verdict;
      } catch (SettingException refused) {
        verdict = attempt.refuse(refused.setting(), String.valueOf(refused.getMessage()));
      } catch (UnusableVariableException unknown) {
        verdict = Verdict.FAILED;
      }
    }
    return verdict;
  }
}
