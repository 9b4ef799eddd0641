package dev.obs.kernel.extension;

import dev.obs.api.ConfigurationException.Problem;
import dev.obs.model.ExtensionInfo;
import dev.obs.model.ExtensionInfo.State;
import java.nio.file.Path;
import java.util.List;

/// A plugin, or a whole folder of them, that was not loaded.
///
/// @param path the jar or folder
/// @param reason the fault and its remedy
public record Refusal(Path path, String reason) {

  /// The plugin as a row among the extensions; its types are not known.
  public ExtensionInfo info() {
    return new ExtensionInfo(
        "plugin",
        Plugin.name(path),
        "",
        "",
        path.toString(),
        "",
        "",
        State.FAILED,
        "not loaded: " + reason,
        List.of());
  }

  /// The plugin as a possible cause of a missing extension.
  public Problem problem() {
    return new Problem(path.toString(), "plugin not loaded: " + reason);
  }

  @Override
  public String toString() {
    return "plugin " + path + " not loaded: " + reason;
  }
}
