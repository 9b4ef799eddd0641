package dev.obs.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A builder of a jar from sources and files.
final class TestJar {
  private final Path folder;
  private final String name;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Path> dependencies = new ArrayList<>();

  TestJar(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /// @param className the class, such as `p.A`, or `module-info`
  TestJar source(String className, String text) {
    sources.put(className.replace('.', '/') + ".java", text);
    return this;
  }

  TestJar file(String path, String text) {
    files.put(path, text.getBytes(UTF_8));
    return this;
  }

  /// @param attributes lines of the main section
  TestJar manifest(String... attributes) {
    return file(
        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + String.join("\n", attributes) + "\n");
  }

  TestJar dependsOn(Path... jars) {
    dependencies.addAll(List.of(jars));
    return this;
  }

  /// Moves a compiled class to another place in the jar.
  TestJar move(String from, String to) {
    compile();
    files.put(to, files.remove(from));
    return this;
  }

  Path write() throws IOException {
    compile();
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey());
        header.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(header);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  private void compile() {
    if (sources.isEmpty()) {
      return;
    }
    try {
      Path work = Files.createTempDirectory(folder, "compile");
      List<String> arguments = new ArrayList<>(List.of("-d", work + "/classes", "-g:none"));
      String path =
          dependencies.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      arguments.addAll(
          List.of(sources.containsKey("module-info.java") ? "--module-path" : "-cp", path));
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = work.resolve("sources").resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
        arguments.add(file.toString());
      }
      StringWriter output = new StringWriter();
      PrintWriter writer = new PrintWriter(output);
      int exit =
          ToolProvider.findFirst("javac")
              .orElseThrow()
              .run(writer, writer, arguments.toArray(String[]::new));
      if (exit != 0) {
        throw new IllegalArgumentException(output.toString());
      }
      for (Path file : Folders.files(work.resolve("classes"))) {
        files.put(work.resolve("classes").relativize(file).toString(), Files.readAllBytes(file));
      }
      sources.clear();
      Folders.delete(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
