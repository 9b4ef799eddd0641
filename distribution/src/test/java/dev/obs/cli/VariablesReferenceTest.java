package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.DiscoveredExtensions;
import dev.obs.kernel.config.KernelSettings;
import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every environment variable of OpenTelemetry's specification sets a key or gives one notice, and
/// `docs/configuration.md` says which.
class VariablesReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final List<Extension> EXTENSIONS = InstalledExtensions.extensions();
  private static final Map<String, String> NOTICES = KernelSettings.variablesWithoutEffect();

  /// Values of which each variable can be set to one at least.
  private static final List<String> SAMPLES =
      List.of("1", "true", "none", "a=b", "http://h:4318", "always_on", "gzip", "delta", "grpc");

  private static final Map<String, Key> KEYS = keys();

  /// A key that a variable sets.
  private record Key(String name, Setting<?> setting) {}

  private static Map<String, Key> keys() {
    Map<String, Key> keys = new TreeMap<>();
    for (Setting<?> setting : KernelSettings.all()) {
      setting.environment().forEach(name -> keys.put(name, new Key(setting.name(), setting)));
    }
    for (Extension extension : EXTENSIONS) {
      for (Setting<?> setting : extension.settings()) {
        Key key = new Key(extension.section() + "." + setting.name(), setting);
        setting.environment().forEach(name -> keys.put(name, key));
      }
    }
    return keys;
  }

  /// Lists the names in the specification.
  static List<String> standard() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            VariablesReferenceTest.class.getResourceAsStream("standard-variables.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("standard")
  void eachSetsItsKeyOrGivesOneNotice(String name) {
    Key key = KEYS.get(name);
    assertTrue((key == null) == NOTICES.containsKey(name), name + " is neither or both");
    if (key == null) {
      assertEquals(List.of(name + ": " + NOTICES.get(name)), load(name, "true").notices());
    } else {
      Stream<String> sources =
          SAMPLES.stream().map(sample -> load(name, sample).source(key.name()));
      assertTrue(
          sources.anyMatch(source -> source.equals("environment variable " + name))
              || load(name, "1").notices().size() == 1,
          () -> name + " does not set " + key.name());
    }
  }

  private static Configuration load(String name, String value) {
    return ConfigurationLoader.load(
        Optional.empty(), Map.of(name, value), Map.of(), DiscoveredExtensions.of(EXTENSIONS));
  }

  @Test
  void thePageHasEveryVariable() throws IOException {
    StringBuilder out = new StringBuilder("\n| variable | effect |\n|---|---|\n");
    for (String name : standard()) {
      Key key = KEYS.get(name);
      String effect =
          key == null
              ? MarkdownText.text(NOTICES.getOrDefault(name, ""))
              : "works: " + MarkdownText.code(key.name());
      out.append("| ").append(MarkdownText.code(name)).append(" | ").append(effect).append(" |\n");
    }
    new GeneratedRegion(PAGE, "variables").check(out.append('\n').toString());
  }
}
