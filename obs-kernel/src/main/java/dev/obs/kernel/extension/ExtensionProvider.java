package dev.obs.kernel.extension;

import dev.obs.model.ExtensionInfo;
import dev.obs.model.ExtensionInfo.State;
import dev.obs.spi.Extension;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One provider that was found, and its state. Thread-safe.
public final class ExtensionProvider {
  private final ExtensionKind kind;
  private final String type;
  private final ProviderOrigin origin;
  private final @Nullable Extension extension;
  private volatile State state = State.AVAILABLE;
  private volatile String reason = "";
  private volatile List<URI> addresses = List.of();

  private ExtensionProvider(
      ExtensionKind kind, String type, ProviderOrigin origin, @Nullable Extension extension) {
    this.kind = kind;
    this.type = type;
    this.origin = origin;
    this.extension = extension;
  }

  /// A provider that could be loaded and has a type.
  static ExtensionProvider loaded(
      ExtensionKind kind, String type, Extension extension, ProviderOrigin origin) {
    return new ExtensionProvider(kind, type, origin, extension);
  }

  /// A provider that could not be loaded.
  static ExtensionProvider broken(
      ExtensionKind kind, Class<?> provider, ProviderOrigin origin, String reason) {
    ExtensionProvider broken = new ExtensionProvider(kind, provider.getSimpleName(), origin, null);
    broken.fail(reason);
    return broken;
  }

  /// The kind.
  public ExtensionKind kind() {
    return kind;
  }

  /// Its type.
  public String type() {
    return type;
  }

  /// The extension, unless it could not be loaded.
  public Optional<Extension> extension() {
    return Optional.ofNullable(extension);
  }

  /// Whether it can be opened.
  public boolean usable() {
    return extension != null && state != State.FAILED;
  }

  /// Whether the configuration asks for it and it has not failed.
  public boolean selected() {
    return state == State.SELECTED;
  }

  /// The configuration asks for it.
  public void select() {
    state = State.SELECTED;
  }

  /// It is in use.
  public void activate(List<URI> serves) {
    addresses = List.copyOf(serves);
    state = State.ACTIVE;
  }

  /// It failed.
  public void fail(String why) {
    reason = why;
    state = State.FAILED;
  }

  /// Its description and state.
  public ExtensionInfo info() {
    return new ExtensionInfo(
        kind.label(),
        type,
        origin.module(),
        origin.version(),
        origin.origin(),
        origin.checksum(),
        origin.loader(),
        state,
        reason,
        addresses);
  }

  @Override
  public String toString() {
    return kind.label() + " '" + type + "'";
  }
}
