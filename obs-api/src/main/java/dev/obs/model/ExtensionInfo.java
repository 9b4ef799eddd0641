package dev.obs.model;

import java.net.URI;
import java.util.List;

/// One discovered extension and its state, or a plugin that was not loaded at all.
///
/// @param kind such as `trace sink`, or `plugin`
/// @param type its [Extension#type]; of a plugin, the name of its jar or folder
/// @param module its module, or the jar's name for the unnamed one
/// @param version the module's version, empty if unknown
/// @param origin where it was found: `image`, `module path`, `class path`, `code`, or a plugin
///   folder
/// @param checksum the SHA-256 of the jar that holds it, in hexadecimal digits; empty if it is in
///   no plugin
/// @param loader what loaded it, such as `image`, `class path`, `layer lines.jar` or `isolated
///   lines/`; empty if nothing did
/// @param state what became of it
/// @param reason why it is not active, empty if it is
/// @param addresses where it serves
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
    /// Found; nothing in the configuration asks for it.
    AVAILABLE,
    /// The configuration asks for it; it has not been opened.
    SELECTED,
    /// In use.
    ACTIVE,
    /// Could not be loaded, failed or hung; see the reason.
    FAILED
  }
}
