package dev.obs.kernel.config;

import dev.obs.kernel.config.yaml.Echo;
import dev.obs.model.HealthKind;
import dev.obs.spi.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads `health.checks.dependencies`.
final class Dependencies {
  private Dependencies() {}

  /// Each dependency has one target and a name of its own. A [Rule].
  static List<Finding> check(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    Set<String> names = new HashSet<>();
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
      if (name.isPresent() && !names.add(name.get())) {
        findings.add(
            Finding.error(
                section.origin(CoreSettings.DEPENDENCY_NAME),
                "another dependency is called " + Echo.quote(name.get()) + " already"));
      }
    }
    return findings;
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
                HealthKind.valueOf(
                    section.get(CoreSettings.DEPENDENCY_KIND).toUpperCase(Locale.ROOT)),
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
