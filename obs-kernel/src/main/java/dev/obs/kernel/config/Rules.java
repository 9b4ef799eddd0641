package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The derivations and rules, in the order in which they apply.
///
/// @param derivations each sees the layers of those before it
/// @param rules each sees the values of all layers
record Rules(List<Derivation> derivations, List<Rule> rules) {

  static Rules of(
      Schema schema,
      DiscoveredExtensions extensions,
      ExporterNames exporters,
      PropagatorNames propagators) {
    List<Derivation> derivations = new ArrayList<>();
    derivations.add(new ExporterSelection(exporters));
    derivations.add(new LegacyKeys(schema));
    derivations.add(ServiceName::derive);
    derivations.add(propagators::derive);
    derivations.addAll(BatchSize.ALL);
    ExtensionRules extensionRules = new ExtensionRules(schema, extensions);
    List<Rule> rules = new ArrayList<>();
    rules.add(extensionRules::required);
    rules.add(extensionRules::unused);
    rules.add(extensionRules::unusedVariables);
    rules.add(extensionRules::unusedSignals);
    rules.addAll(UnusedSettings.ALL);
    rules.add(new IneffectiveSettings(schema, extensions.usable()));
    rules.addAll(BatchSize.ALL);
    rules.add(Rules::propagators);
    rules.add(Rules::spool);
    rules.add(new ListenedPorts(schema, extensions.usable()));
    rules.add(extensionRules::probes);
    rules.add(values -> Dependencies.check(values, extensions.usable()));
    return new Rules(derivations, rules);
  }

  /// No propagator is beside `none`.
  private static List<Finding> propagators(MergedValues values) {
    return values.find(CoreSettings.PROPAGATORS).map(NoneName::errors).orElse(List.of());
  }

  /// A spool has a folder.
  private static List<Finding> spool(MergedValues values) {
    Optional<SettingValue<Boolean>> enabled = values.find(SpoolSettings.ENABLED);
    return enabled.isPresent() && enabled.get().value() && !values.isSet(SpoolSettings.PATH.name())
        ? List.of(
            Finding.error(
                enabled.get().origin(),
                SpoolSettings.ENABLED.name()
                    + " is true but "
                    + SpoolSettings.PATH.name()
                    + " is not set; name a folder for this process alone"))
        : List.of();
  }
}
