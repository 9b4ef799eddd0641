/// The configuration: text with places, a schema, layers, immutable values, rules.
///
/// ```
/// file ---------> FileLayer --------+
/// sources ------> FileLayer --------+
/// environment --> EnvironmentLayer -+--> MergedValues --> Derivation... --> Rule... --> Configuration
/// code ---------> CodeLayer --------+
/// ```
///
/// - **Schema**: the keys of the kernel ([dev.obs.kernel.config.CoreSettings]) and of the
///   extensions that were discovered. Of two extensions that declare one key differently the first
///   one holds.
/// - **Layers**: one reader for each source returns a layer and findings and changes nothing else.
///   The file is weaker than the sources of the application ([dev.obs.spi.ConfigurationSource]),
///   whose values become the nodes of a file first; these are weaker than the environment, the
///   environment weaker than code. Defaults are not a layer: a key that no layer sets is not set,
///   and only a lookup falls back to its default.
/// - **Merge**: the strongest layer wins. Lists, and lists of mappings, are replaced as a whole. Of
///   a mapping each entry has the strongest layer that sets it, and keeps its own origin.
/// - **Derived layers** follow from the merged values and are put over them, one after the other:
///   the exporters that keys imply, aliases, the service name, a batch that its queue limits. Each
///   value keeps the origin of its cause.
/// - **Rules** are functions from the values to findings, and change nothing.
///
/// A finding is an error or a notice, each with its place. Errors end the start, all at once, in
/// the order of the file: a file that cannot be read, an unknown key, a value that does not fit, a
/// broken rule, in the file or in code. An environment variable never ends the start, since it may
/// be meant for another program: it is ignored or adjusted with a notice, also if only the opening
/// of an extension shows that it is unusable ([dev.obs.kernel.config.SettingsAttempt]). Also
/// notices are keys of a module that is not there, sections that are not in use, and keys that
/// another one overrides.
///
/// A [dev.obs.kernel.config.Configuration] is immutable, and loading keeps no state. So a reload
/// can load a second one beside the first, see its errors, and compare both setting by setting.
/// Values are read by their [dev.obs.spi.Setting] or by full key; texts are for people only. A
/// secret is in no text: settings do not show it, and the redaction of the configuration hides it
/// in texts from outside.
package dev.obs.kernel.config;
