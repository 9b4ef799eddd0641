package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A plugin with trace sinks that a test compiles from sources.
final class PluginJar {
  private static final String SPI =
      """
      import dev.obs.spi.*;
      import io.opentelemetry.sdk.trace.data.SpanData;
      """;

  private final String name;
  private final boolean modular;
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private String requires = "";

  /// @param name its package and module
  /// @param modular whether it is an explicit module, or a plain jar for the class path
  PluginJar(String name, boolean modular) {
    this.name = name;
    this.modular = modular;
  }

  PluginJar manifest(String attribute, String value) {
    manifest.put(attribute, value);
    return this;
  }

  PluginJar requires(String module) {
    requires += "requires " + module + "; ";
    return this;
  }

  /// Compiles trace sinks, by class name, and packs them.
  void compile(Map<String, String> classes, List<Path> libraries, Path jar) throws IOException {
    CompiledJar plugin = new CompiledJar(jar).uses(libraries.toArray(Path[]::new));
    manifest.forEach(plugin::manifest);
    classes.forEach((type, source) ->
        plugin.source(name + "." + type, "package %s;\n%s%s".formatted(name, SPI, source)));
    List<String> providers = classes.keySet().stream().map(type -> name + "." + type).toList();
    if (modular) {
      plugin.source(
          "module-info",
          "module %s { requires dev.obs.api; %sprovides dev.obs.spi.TraceSink with %s; }"
              .formatted(name, requires, String.join(", ", providers)));
    } else {
      plugin.file("META-INF/services/dev.obs.spi.TraceSink", String.join("\n", providers) + "\n");
    }
    plugin.write();
  }
}
