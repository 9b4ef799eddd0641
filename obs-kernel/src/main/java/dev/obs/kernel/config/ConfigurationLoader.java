package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.spi.Extension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings file, environment variables, code and defaults together.
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

  /// Loads and checks it for a service that will run in another place, where files and variables
  /// that the file refers to may be others: what they hold is not looked at.
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
    Problems problems = new Problems();
    List<String> notices = new ArrayList<>();
    Schema schema = new Schema(extensions);
    Values values = new Values();
    Secrets secrets = new Secrets();
    ExporterNames names = new ExporterNames(extensions);

    Optional<ConfigurationFile> file = ConfigurationFile.find(explicit, environment, usual);
    Map<String, Origin> sections = Map.of();
    if (file.isPresent()) {
      Node.Mapping root = file.get().read(problems);
      Path folder = file.get().path().toAbsolutePath().getParent();
      NodeValues reader =
          new NodeValues(
              new Substitution(environment, folder, elsewhere, problems),
              values,
              secrets,
              problems);
      FileValues fileValues = new FileValues(schema, values, reader);
      fileValues.read(root);
      fileValues.noteAbsentModules(notices);
      sections = fileValues.sections();
    }
    OutsideValues outside = new OutsideValues(schema, values, names, secrets);
    outside.readEnvironment(environment, notices);
    outside.readCode(code, problems, notices);

    new ExporterSelection(names, values, problems, notices).apply();
    new LegacyKeys(schema, values, problems, notices).apply();
    Identity.settleServiceName(values);
    CrossChecks checks = new CrossChecks(extensions, schema, values, problems, notices);
    checks.extensions(sections);
    checks.batch(CoreSettings.TRACE_BATCH_SIZE, CoreSettings.TRACE_QUEUE_SIZE);
    checks.batch(CoreSettings.LOG_BATCH_SIZE, CoreSettings.LOG_QUEUE_SIZE);
    checks.spool();
    checks.probes();
    List<Dependency> dependencies = Dependencies.read(values, problems);
    secrets.pairs(values);
    Redaction redaction = new Redaction(secrets.texts());
    problems.throwIfAny(redaction);
    return new Configuration(
        schema,
        values,
        dependencies,
        notices.stream().map(redaction).toList(),
        redaction,
        secrets.literals(),
        file.map(ConfigurationFile::path).orElse(null));
  }
}
