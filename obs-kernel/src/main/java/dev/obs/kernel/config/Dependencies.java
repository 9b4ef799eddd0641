package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.kernel.health.KernelChecks;
import dev.obs.model.HealthKind;
import dev.obs.spi.Extension;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `health.checks.dependencies`.
final class Dependencies {
  private Dependencies() {}

  /// Each dependency has one target, and a name that no other check of its kind has.
  ///
  /// @param extensions all that were discovered
  static List<Finding> check(MergedValues values, List<Extension> extensions) {
    List<Finding> findings = new ArrayList<>();
    Map<HealthKind, Set<String>> names = new EnumMap<>(HealthKind.class);
    for (SectionSettings section : sections(values)) {
      boolean tcp = section.written().contains(CoreSettings.DEPENDENCY_TCP.name());
      boolean http = section.written().contains(CoreSettings.DEPENDENCY_HTTP.name());
      if (tcp == http) {
        findings.add(
            Finding.error(
                section.origin(),
                "a dependency has either tcp (host:port) or http (a URL)"
                    + (tcp ? ", not both" : "")));
      }
      Optional<String> name = section.find(CoreSettings.DEPENDENCY_NAME);
      if (name.isEmpty()) {
        continue;
      }
      Optional<String> owner = owner(kind(section), name.get(), extensions);
      if (owner.isPresent()) {
        findings.add(
            Finding.error(
                section.origin(CoreSettings.DEPENDENCY_NAME),
                section.get(CoreSettings.DEPENDENCY_KIND)
                    + " check "
                    + Echo.quote(name.get())
                    + " exists already ("
                    + owner.get()
                    + "); choose another name"));
      } else if (!names.computeIfAbsent(kind(section), unused -> new HashSet<>()).add(name.get())) {
        findings.add(
            Finding.error(
                section.origin(CoreSettings.DEPENDENCY_NAME),
                "another dependency is called " + Echo.quote(name.get()) + " already"));
      }
    }
    return findings;
  }

  private static HealthKind kind(SectionSettings section) {
    return HealthKind.valueOf(section.get(CoreSettings.DEPENDENCY_KIND).toUpperCase(Locale.ROOT));
  }

  /// Returns the owner of the check that has a name already.
  private static Optional<String> owner(HealthKind kind, String name, List<Extension> extensions) {
    if (KernelChecks.isTaken(kind, name)) {
      return Optional.of("of the kernel");
    }
    return extensions.stream()
        .filter(extension -> extension instanceof HealthCheck check && isCalled(check, kind, name))
        .findFirst()
        .map(extension -> "of the extension '" + extension.type() + "'");
  }

  private static boolean isCalled(HealthCheck check, HealthKind kind, String name) {
    try {
      return check.kind() == kind && name.equals(check.name());
    } catch (Throwable failure) { // it is reported when the check is opened
      return false;
    }
  }

  /// The dependencies, without those whose name or target is not known here.
  static List<Dependency> of(MergedValues values) {
    List<Dependency> dependencies = new ArrayList<>();
    for (SectionSettings section : sections(values)) {
      Optional<String> name = section.find(CoreSettings.DEPENDENCY_NAME);
      Optional<Dependency.Target> target = target(section);
      if (name.isPresent() && target.isPresent()) {
        dependencies.add(
            new Dependency(
                name.get(),
                kind(section),
                target.get(),
                section.get(CoreSettings.DEPENDENCY_TIMEOUT)));
      }
    }
    return List.copyOf(dependencies);
  }

  private static List<SectionSettings> sections(MergedValues values) {
    List<SectionSettings> sections = new ArrayList<>();
    for (Settings section : values.get(CoreSettings.DEPENDENCIES).orElse(List.of())) {
      sections.add((SectionSettings) section);
    }
    return sections;
  }

  private static Optional<Dependency.Target> target(SectionSettings section) {
    Optional<Dependency.Tcp> tcp = section.find(CoreSettings.DEPENDENCY_TCP);
    Optional<URI> http = section.find(CoreSettings.DEPENDENCY_HTTP);
    return tcp.isPresent() ? Optional.of(tcp.get()) : http.map(Dependency.Http::new);
  }
}
