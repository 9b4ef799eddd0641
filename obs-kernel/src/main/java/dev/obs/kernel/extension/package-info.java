/// Finds extensions: in code, in plugin folders, on the module path and class path.
///
/// A plugin is a jar or a folder of jars. It is checked (owner, mode, checksums, version of the
/// API) before any of its classes is loaded, and isolated: it gets a module layer or a class loader
/// of its own. Each provider is created under a guard and becomes an
/// [dev.obs.kernel.extension.ExtensionProvider], which also holds its state from then on.
///
/// Invariants: of two providers of one kind and type the first is used. A provider or plugin that
/// cannot be used stays in the list with the reason. Plugins are trusted code; isolation prevents
/// conflicts between libraries, not attacks.
package dev.obs.kernel.extension;
