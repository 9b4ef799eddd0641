package dev.obs.model;

import java.net.URI;
import java.util.List;

/// A discovered extension with its state, or a plugin that was not loaded.
///
/// @param kind the kind, such as `trace sink` or `plugin`
/// @param type the [Extension#type]; of a plugin, the name of its jar or folder
/// @param module the module, or the jar's name for the unnamed module
/// @param version the module's version, empty if unknown
/// @param origin the source: `image`, `module path`, `class path`, `code`, or a plugin folder
/// @param checksum the SHA-256 of its jar, in hexadecimal digits; empty if it is not in a plugin
/// @param loader the class loader, such as `image`, `class path`, `layer lines.jar` or `isolated
///   lines/`; empty if it was not loaded
/// @param state the state
/// @param reason the reason why it is not active, empty if it is active
/// @param addresses the addresses that it serves
public record ExtensionInfo(
    String kind,
    String type,
    String module,
    String version,
    String origin,
    String checksum,
    String loader,
    State state,
    String reason,
    List<URI> addresses) {

  /// The state of an extension.
  public enum State {
    /// Discovered, but not selected by the configuration.
    AVAILABLE,
    /// Selected by the configuration, not opened yet.
    SELECTED,
    /// In use.
    ACTIVE,
    /// Not loaded, failed or hung; see the reason.
    FAILED
  }
}
