package dev.obs.kernel.config;

import dev.obs.spi.ConfigurationSource;
import dev.obs.spi.Extension;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The extensions that a configuration can name, and its sources beside the file. Immutable.
///
/// @param usable all that can be used
/// @param broken the providers that cannot be created
/// @param sources the sources of settings beside the file, the weakest first
/// @param propagators the names of the propagators of libraries
public record DiscoveredExtensions(
    List<Extension> usable,
    List<BrokenProvider> broken,
    List<ConfigurationSource> sources,
    Set<String> propagators) {
  public DiscoveredExtensions {
    usable = List.copyOf(usable);
    broken = List.copyOf(broken);
    sources = List.copyOf(sources);
    propagators = Set.copyOf(propagators);
  }

  /// Extensions that can all be used.
  public static DiscoveredExtensions of(List<Extension> usable) {
    return new DiscoveredExtensions(usable, List.of(), List.of(), Set.of());
  }

  /// The excuse for a key that nothing declares: a provider that cannot be created may declare it.
  /// It is null if all providers can be created.
  @Nullable String excuse() {
    return excuse(broken);
  }

  /// The excuse for names of one kind of extension that nothing provides: they may be those of
  /// providers that cannot be created. Null if there are fewer such providers than names, since
  /// then at least one name is wrong.
  @Nullable String excuse(Class<? extends Extension> service, Collection<String> names) {
    List<BrokenProvider> ofKind =
        broken.stream().filter(provider -> provider.service() == service).toList();
    return Set.copyOf(names).size() > ofKind.size() ? null : excuse(ofKind);
  }

  private static @Nullable String excuse(List<BrokenProvider> broken) {
    return broken.isEmpty()
        ? null
        : "since a provider is missing: "
            + broken.stream().map(BrokenProvider::fault).collect(Collectors.joining("; "));
  }
}
