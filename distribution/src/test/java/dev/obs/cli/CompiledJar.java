package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A foreign jar, compiled against the image's modules.
final class CompiledJar {
  private static final Path MODULES = Path.of("target", "image", "modules").toAbsolutePath();

  private final Path jar;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private final Manifest manifest = new Manifest();
  private String version = "";

  CompiledJar(Path jar) {
    this.jar = jar;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /// @param name such as `p.A`, or `module-info`
  CompiledJar source(String name, String text) {
    sources.put(name.replace('.', '/') + ".java", text);
    return this;
  }

  CompiledJar file(String path, String text) {
    files.put(path, text);
    return this;
  }

  CompiledJar version(String text) {
    version = text;
    return this;
  }

  CompiledJar manifest(String attribute, String value) {
    manifest.getMainAttributes().putValue(attribute, value);
    return this;
  }

  CompiledJar uses(Path... jars) {
    libraries.addAll(List.of(jars));
    return this;
  }

  /// Adds a trace sink that prints `GOT TYPE NAME` for each span.
  CompiledJar sink(String className, String type) {
    int dot = className.lastIndexOf('.');
    return source(
        className,
        """
        package %s;
        import dev.obs.spi.*;
        import io.opentelemetry.sdk.trace.data.SpanData;
        public final class %s implements TraceSink {
          public String type() { return "%s"; }
          public Exporter<SpanData> open(ExtensionContext context) {
            return batch -> {
              batch.forEach(span -> System.out.println("GOT %3$s " + span.getName()));
              return ExportResult.delivered();
            };
          }
        }
        """
            .formatted(className.substring(0, dot), className.substring(dot + 1), type));
  }

  Path write() throws IOException {
    Path work = Files.createTempDirectory("compiled");
    try {
      Path classes = work.resolve("classes");
      compile(work, classes);
      Files.createDirectories(jar.getParent());
      pack(classes);
    } finally {
      Trees.delete(work);
    }
    OwnersOnly.jar(jar);
    return jar;
  }

  private void compile(Path work, Path classes) throws IOException {
    boolean modular = sources.containsKey("module-info.java");
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of(modular ? "--module-path" : "--class-path", path()));
    if (!version.isEmpty()) {
      arguments.addAll(List.of("--module-version", version));
    }
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    if (!sources.isEmpty()) {
      assertEquals(
          0,
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new)));
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = classes.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private String path() throws IOException {
    try (Stream<Path> shipped = Files.list(MODULES)) {
      return Stream.concat(Stream.concat(shipped, libraries.stream()), Stream.of(annotations()))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /// Returns the jars of the API's annotations, which a build tool would resolve.
  private static Path annotations() {
    return Path.of(
        java.net.URI.create(
            org.jspecify.annotations.Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
  }

  private void pack(Path classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        Stream<Path> entries = Files.walk(classes)) {
      for (Path entry : entries.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
      }
    }
  }
}
