package dev.obs.health.http;

import dev.obs.http.listener.Handler;
import dev.obs.model.HealthKind;
import dev.obs.spi.KernelView;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The mapping of paths to pages.
final class Pages {
  private final KernelView kernel;
  private final InstantSource clock;

  Pages(KernelView kernel, InstantSource clock) {
    this.kernel = kernel;
    this.clock = clock;
  }

  /// Returns the configured pages, and those of Kubernetes whose paths are still free.
  Map<String, Handler> configured(Settings settings) throws SettingException {
    Map<String, Handler> pages = new LinkedHashMap<>();
    types(settings).forEach((path, type) -> pages.put(path, page(type)));
    pages.putIfAbsent("/livez", new ProbePage(kernel, HealthKind.LIVENESS, "livez"));
    pages.putIfAbsent("/readyz", new ProbePage(kernel, HealthKind.READINESS, "readyz"));
    pages.putIfAbsent("/startupz", new ProbePage(kernel, HealthKind.STARTUP, "startupz"));
    return pages;
  }

  /// The types of the configured pages by their paths.
  ///
  /// @throws SettingException if two pages have one path
  static Map<String, String> types(Settings settings) throws SettingException {
    Map<String, String> types = new LinkedHashMap<>();
    List<Settings> endpoints = settings.find(HealthSettings.ENDPOINTS).orElse(null);
    if (endpoints == null) {
      types.put("/health", "liveness");
      types.put("/ready", "readiness");
      types.put("/metrics", "metrics");
      return types;
    }
    for (Settings endpoint : endpoints) {
      String path = endpoint.get(HealthSettings.PATH);
      if (types.put(path, endpoint.get(HealthSettings.TYPE)) != null) {
        throw duplicate(path);
      }
    }
    return types;
  }

  /// Finds all paths of several pages.
  static void validate(Settings settings, Consumer<SettingException> refused) {
    Set<String> paths = new HashSet<>();
    for (Settings endpoint : settings.find(HealthSettings.ENDPOINTS).orElse(List.of())) {
      String path = endpoint.get(HealthSettings.PATH);
      if (!paths.add(path)) {
        refused.accept(duplicate(path));
      }
    }
  }

  private static SettingException duplicate(String path) {
    return new SettingException(
        HealthSettings.ENDPOINTS, "path " + path + " is a duplicate; remove one of them");
  }

  private Handler page(String type) {
    return switch (type) {
      case "liveness" -> new LivenessPage(kernel, clock);
      case "readiness" -> new ChecksPage(kernel, HealthKind.READINESS, "ready", clock);
      case "startup" -> new ChecksPage(kernel, HealthKind.STARTUP, "started", clock);
      case "metrics" -> new MetricsPage(kernel);
      default -> throw new IllegalArgumentException(type); // the setting allows no other
    };
  }
}
