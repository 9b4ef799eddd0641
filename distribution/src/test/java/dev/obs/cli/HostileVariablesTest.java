package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.DiscoveredExtensions;
import dev.obs.kernel.config.KernelSettings;
import dev.obs.kernel.config.SettingsAttempt;
import dev.obs.kernel.config.UnusableVariableException;
import dev.obs.kernel.supervision.Guard.Outcome;
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

  /// The consequence of the settings of an extension.
  private enum Verdict {
    ACCEPTED,
    /// The extension is not in use.
    FAILED,
    /// The start ends.
    REFUSED
  }

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
        Verdict.ACCEPTED,
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
        Verdict.ACCEPTED,
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
    return ConfigurationLoader.load(
        Optional.empty(), environment, Map.of(), DiscoveredExtensions.of(EXTENSIONS));
  }

  /// Validates as a start does.
  private static Verdict validated(
      Configuration configuration, Extension extension, List<String> notices) {
    SettingsAttempt attempt = new SettingsAttempt(configuration, extension, notices::add);
    Outcome<Boolean> outcome = attempt.call(tried -> validated(extension, tried));
    return switch (outcome) {
      case Outcome.Returned<Boolean> _ -> Verdict.ACCEPTED;
      case Outcome.Threw<Boolean>(SettingException refused)
          when attempt.refusal(refused).endsStart() ->
          Verdict.REFUSED;
      default -> Verdict.FAILED;
    };
  }

  private static Outcome<Boolean> validated(Extension extension, Configuration tried) {
    try {
      extension.validate(tried.section(extension));
      return new Outcome.Returned<>(true);
    } catch (SettingException | UnusableVariableException refused) {
      return new Outcome.Threw<>(refused);
    }
  }
}
