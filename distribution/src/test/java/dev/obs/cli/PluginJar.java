package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A plugin that a test makes of sources, compiled against the image's modules.
final class PluginJar {
  private static final String SPI =
      """
      import dev.obs.spi.*;
      import io.opentelemetry.sdk.trace.data.SpanData;
      """;

  private final Path work;
  private final String name;
  private final boolean modular;
  private final Manifest manifest = new Manifest();
  private String requires = "";

  /// @param modular whether it is an explicit module, or a plain jar for the class path
  PluginJar(Path work, String name, boolean modular) {
    this.work = work;
    this.name = name;
    this.modular = modular;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  PluginJar manifest(String attribute, String value) {
    manifest.getMainAttributes().putValue(attribute, value);
    return this;
  }

  PluginJar requires(String module) {
    requires += "requires " + module + "; ";
    return this;
  }

  /// Compiles trace sinks, by class name, and packs them.
  void compile(Map<String, String> classes, List<Path> libraries, Path jar) throws Exception {
    Path sources = Files.createDirectories(work.resolve("src-" + name));
    Path output = Files.createDirectories(work.resolve("out-" + name));
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", output.toString()));
    String path =
        Stream.of(modules(), Stream.of(annotations()), libraries.stream())
            .flatMap(each -> each)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    arguments.addAll(List.of(modular ? "--module-path" : "--class-path", path));
    StringBuilder providers = new StringBuilder();
    for (Map.Entry<String, String> type : classes.entrySet()) {
      String provider = name + "." + type.getKey();
      Path file = Files.createDirectories(sources.resolve(name)).resolve(type.getKey() + ".java");
      Files.writeString(file, "package %s;\n%s%s".formatted(name, SPI, type.getValue()));
      arguments.add(file.toString());
      providers.append(provider).append('\n');
    }
    if (modular) {
      Path file = sources.resolve("module-info.java");
      String list = String.join(", ", providers.toString().lines().toList());
      Files.writeString(
          file,
          "module %s { requires dev.obs.api; %sprovides dev.obs.spi.TraceSink with %s; }"
              .formatted(name, requires, list));
      arguments.add(file.toString());
    } else {
      Path services = Files.createDirectories(output.resolve("META-INF/services"));
      Files.writeString(services.resolve("dev.obs.spi.TraceSink"), providers);
    }
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));
    Files.createDirectories(jar.getParent());
    pack(output, jar);
    OwnersOnly.jar(jar);
  }

  private static Stream<Path> modules() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "image", "modules").toAbsolutePath())) {
      return jars.toList().stream();
    }
  }

  /// What the API's own annotations are declared in; a build tool would bring it along.
  private static Path annotations() throws Exception {
    return Path.of(
        org.jspecify.annotations.Nullable.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path entry : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
      }
    }
  }
}
