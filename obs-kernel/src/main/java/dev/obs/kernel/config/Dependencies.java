package dev.obs.kernel.config;

import dev.obs.model.HealthKind;
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

  /// The dependencies without errors; the others are noted.
  static List<Dependency> read(Values values, Problems problems) {
    List<Dependency> dependencies = new ArrayList<>();
    Value value = values.get(CoreSettings.DEPENDENCIES);
    Set<String> names = new HashSet<>();
    for (Object item : value == null ? List.of() : (List<?>) value.value()) {
      SectionSettings section = (SectionSettings) item;
      boolean tcp = section.written().contains(CoreSettings.DEPENDENCY_TCP.name());
      boolean http = section.written().contains(CoreSettings.DEPENDENCY_HTTP.name());
      if (tcp == http) {
        problems.add(
            section.origin(),
            "a dependency has either tcp (host:port) or http (a URL)" + (tcp ? ", not both" : ""));
      }
      Optional<String> name = section.find(CoreSettings.DEPENDENCY_NAME);
      if (name.isPresent() && !names.add(name.get())) {
        problems.add(
            section.origin(CoreSettings.DEPENDENCY_NAME),
            "another dependency is called " + Echo.quote(name.get()) + " already");
      }
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

  private static Optional<Dependency.Target> target(SectionSettings section) {
    Optional<Dependency.Tcp> tcp = section.find(CoreSettings.DEPENDENCY_TCP);
    Optional<URI> http = section.find(CoreSettings.DEPENDENCY_HTTP);
    return tcp.isPresent() ? Optional.of(tcp.get()) : http.map(Dependency.Http::new);
  }
}
