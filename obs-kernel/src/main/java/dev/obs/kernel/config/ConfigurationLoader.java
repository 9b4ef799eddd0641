package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
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
    file.ifPresent(found -> readings.add(FileLayer.read(schema, found, environment, elsewhere)));
    readings.add(EnvironmentLayer.read(schema, environment, exporters));
    readings.add(CodeLayer.read(schema, code));

    MergedValues values = MergedValues.of(readings.stream().map(Reading::layer).toList());
    Rules rules = Rules.of(schema, extensions, exporters);
    for (Derivation derivation : rules.derivations()) {
      Reading derived = derivation.derive(values);
      readings.add(derived);
      values = values.with(derived.layer());
    }
    List<Finding> found = new ArrayList<>();
    readings.forEach(reading -> found.addAll(reading.findings()));
    for (Rule rule : rules.rules()) {
      found.addAll(rule.check(values));
    }

    Findings findings = new Findings(found);
    Redaction redaction = redaction(readings, values);
    findings.throwIfErrors(redaction);
    return new Configuration(
        schema,
        values,
        findings.notices(redaction),
        redaction,
        readings.stream().flatMap(reading -> reading.literals().stream()).toList(),
        file.map(ConfigurationFile::path).orElse(null));
  }

  private static Redaction redaction(List<Reading> readings, MergedValues values) {
    Set<String> secrets = new LinkedHashSet<>();
    readings.forEach(reading -> secrets.addAll(reading.secrets()));
    secrets.addAll(Secrets.pairs(values));
    return new Redaction(secrets);
  }
}
