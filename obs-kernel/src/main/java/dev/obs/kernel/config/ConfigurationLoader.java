package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.spi.Extension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Loads a configuration: reads the layers, merges them, derives further ones, applies the rules.
///
/// Keeps nothing: a second configuration can be loaded while another one is in use.
public final class ConfigurationLoader {
  private static final Path USUAL = Path.of("telemetry.yaml");

  private ConfigurationLoader() {}

  /// Loads and checks the whole configuration.
  ///
  /// @param explicit the file to read; without it `TELEMETRY_CONFIG`, then `telemetry.yaml` in the
  ///   working directory if it is there, else the defaults
  /// @param environment the environment variables
  /// @param code settings by full key, which win over everything else
  /// @param extensions everything that was discovered
  /// @throws ConfigurationException with every error
  public static Configuration load(
      Optional<Path> explicit,
      Map<String, String> environment,
      Map<String, String> code,
      List<Extension> extensions) {
    return load(explicit, USUAL, environment, code, extensions);
  }

  /// The same for a service that will run in another place, where the files and variables that the
  /// file refers to may be others: they are not read.
  ///
  /// @throws ConfigurationException with every error
  public static Configuration loadForElsewhere(
      Optional<Path> explicit, Map<String, String> environment, List<Extension> extensions) {
    return load(explicit, USUAL, environment, true, Map.of(), extensions);
  }

  static Configuration load(
      Optional<Path> explicit,
      Path usual,
      Map<String, String> environment,
      Map<String, String> code,
      List<Extension> extensions) {
    return load(explicit, usual, environment, false, code, extensions);
  }

  private static Configuration load(
      Optional<Path> explicit,
      Path usual,
      Map<String, String> environment,
      boolean elsewhere,
      Map<String, String> code,
      List<Extension> extensions) {
    Schema schema = new Schema(extensions);
    ExporterNames exporters = new ExporterNames(extensions);
    Optional<ConfigurationFile> file = ConfigurationFile.find(explicit, environment, usual);
    List<Reading> readings = new ArrayList<>();
    if (file.isPresent()) {
      readings.add(FileLayer.read(schema, file.get(), environment, elsewhere));
    }
    readings.add(EnvironmentLayer.read(schema, environment, exporters));
    readings.add(CodeLayer.read(schema, code));

    MergedValues values = MergedValues.of(layers(readings));
    Rules rules = Rules.of(schema, extensions, exporters);
    for (Derivation derivation : rules.derivations()) {
      Reading derived = derivation.derive(values);
      readings.add(derived);
      values = values.with(derived.layer());
    }
    List<Finding> found = new ArrayList<>();
    Set<String> secrets = new LinkedHashSet<>();
    List<Problem> literals = new ArrayList<>();
    for (Reading reading : readings) {
      found.addAll(reading.findings());
      secrets.addAll(reading.secrets());
      literals.addAll(reading.literals());
    }
    for (Rule rule : rules.rules()) {
      found.addAll(rule.check(values));
    }
    secrets.addAll(Secrets.pairs(values));

    Findings findings = new Findings(found);
    Redaction redaction = new Redaction(secrets);
    findings.throwIfErrors(redaction);
    return new Configuration(
        schema,
        values,
        findings.notices(redaction),
        redaction,
        List.copyOf(literals),
        file.map(ConfigurationFile::path).orElse(null));
  }

  private static List<Layer> layers(List<Reading> readings) {
    List<Layer> layers = new ArrayList<>();
    for (Reading reading : readings) {
      layers.add(reading.layer());
    }
    return layers;
  }
}
