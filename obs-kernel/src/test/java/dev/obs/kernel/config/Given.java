package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.api.ConfigurationException;
import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.Extension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A configuration to load in a test, with `telemetry.yaml` in a folder of its own.
final class Given {
  final Path folder;
  final List<Extension> extensions;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> code = new HashMap<>();
  private final List<BrokenProvider> broken = new ArrayList<>();
  private final List<ConfigurationSource> sources = new ArrayList<>();
  private final Set<String> propagators = new TreeSet<>();

  Given(Path folder) {
    this(folder, Fakes.all());
  }

  Given(Path folder, List<Extension> extensions) {
    this.folder = folder;
    this.extensions = extensions;
  }

  Given file(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Given bytes(byte[] bytes) {
    try {
      Files.write(path(), bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  Given seed() {
    try (var in = Given.class.getResourceAsStream("telemetry.yaml")) {
      return bytes(in.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Given environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Given code(String key, String value) {
    code.put(key, value);
    return this;
  }

  /// A provider that cannot be created.
  Given broken(Class<? extends Extension> service, String fault) {
    broken.add(new BrokenProvider(service, fault));
    return this;
  }

  /// Propagators of libraries.
  Given propagators(String... names) {
    propagators.addAll(List.of(names));
    return this;
  }

  /// A source beside the file.
  Given source(ConfigurationSource source) {
    sources.add(source);
    return this;
  }

  Path path() {
    return folder.resolve("telemetry.yaml");
  }

  /// Loads `telemetry.yaml` of the folder if it is there.
  Configuration load() {
    return ConfigurationLoader.load(Optional.empty(), path(), environment, code, discovered());
  }

  /// The extensions, and the providers that cannot be created.
  DiscoveredExtensions discovered() {
    return new DiscoveredExtensions(extensions, broken, sources, propagators);
  }

  /// Every error, with the folder left out.
  List<String> errors() {
    ConfigurationException errors = assertThrows(ConfigurationException.class, this::load);
    return errors.problems().stream().map(problem -> relative(problem.toString())).toList();
  }

  /// Every notice, with the folder left out.
  List<String> notices() {
    return load().notices().stream().map(this::relative).toList();
  }

  /// `value (origin)` of a key, with the folder left out.
  String effective(String key) {
    return load().effective().stream()
        .filter(row -> row.key().equals(key))
        .map(row -> row.value() + " (" + relative(row.origin()) + ")")
        .findFirst()
        .orElse("no such row");
  }

  Extension extension(Class<?> kind, String type) {
    return Fakes.find(extensions, kind, type);
  }

  String relative(String text) {
    return text.replace(folder + "/", "");
  }
}
