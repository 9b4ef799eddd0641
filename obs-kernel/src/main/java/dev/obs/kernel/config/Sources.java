package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sources of a configuration. Merges the layers, derives further ones, applies the rules.
/// Immutable.
///
/// @param extensions the result of the discovery
/// @param file the result of reading the file
/// @param further the results of reading the sources beside the file, the weakest first
/// @param environment the variables, of which the file has used its own
/// @param code the result of reading the settings that code gives
/// @param path the file, null if the defaults are in use
record Sources(
    Schema schema,
    DiscoveredExtensions extensions,
    Reading file,
    List<Reading> further,
    Map<String, String> environment,
    Reading code,
    @Nullable Path path) {

  /// These sources as if a variable were not set. References in the file keep their values.
  Sources without(String variable) {
    Map<String, String> rest = new HashMap<>(environment);
    rest.remove(variable);
    return new Sources(schema, extensions, file, further, rest, code, path);
  }

  /// The checked configuration.
  ///
  /// @throws dev.obs.api.ConfigurationException with every error
  Configuration configuration() {
    ExporterNames exporters = new ExporterNames(extensions);
    PropagatorNames propagators = new PropagatorNames(extensions.propagators());
    Reading variables = EnvironmentLayer.read(schema, environment, exporters, propagators);
    List<Reading> readings = new ArrayList<>(List.of(file));
    readings.addAll(further);
    readings.add(variables);
    readings.add(code);
    MergedValues values = MergedValues.of(layers(readings));
    Rules rules = Rules.of(schema, extensions, exporters, propagators);
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

    Findings findings = new Findings(found);
    Set<String> users = Secrets.users(values);
    Redaction redaction = new Redaction(Secrets.withUsers(secrets, users));
    for (Reading reading : readings) {
      for (FileSecret secret : reading.changing()) {
        secret.onChange(texts -> redaction.add(Secrets.withUsers(texts, users)));
      }
    }
    findings.throwIfErrors(redaction);
    return new Configuration(
        this,
        values,
        variables.unusable(),
        findings.notices(redaction),
        redaction,
        List.copyOf(literals));
  }

  private static List<Layer> layers(List<Reading> readings) {
    List<Layer> layers = new ArrayList<>();
    for (Reading reading : readings) {
      layers.add(reading.layer());
    }
    return layers;
  }
}
