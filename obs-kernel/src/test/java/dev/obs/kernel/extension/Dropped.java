package dev.obs.kernel.extension;

import dev.obs.kernel.supervision.Guard;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.model.ExtensionInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Makes plugins on the spot, and discovers them.
final class Dropped {
  private Dropped() {}

  /// The source of a trace sink.
  static String sink(String name, String type) {
    return """
    package dropped;
    import dev.obs.spi.*;
    public final class %s implements TraceSink {
      public %1$s() {}
      public String type() { return "%s"; }
      public Exporter<io.opentelemetry.sdk.trace.data.SpanData> open(ExtensionContext context) {
        return batch -> ExportResult.delivered();
      }
    }
    """
        .formatted(name, type);
  }

  /// A jar that provides one trace sink in the way of the class path.
  static Path plain(Path jar, String name, String type) throws IOException {
    return plain(jar, name, type, Map.of());
  }

  static Path plain(Path jar, String name, String type, Map<String, String> manifest)
      throws IOException {
    Map<String, byte[]> entries = compile(name, sink(name, type));
    entries.put(
        "META-INF/services/dev.obs.spi.TraceSink",
        ("dropped." + name).getBytes(StandardCharsets.UTF_8));
    return pack(jar, entries, manifest);
  }

  /// A jar that provides one trace sink whose superclass is missing.
  static Path withoutItsParent(Path jar) throws IOException {
    String parent = sink("Parent", "child").replace("public final class", "class");
    Map<String, byte[]> entries =
        compile("Child", parent + "public final class Child extends Parent {}");
    entries.remove("dropped/Parent.class");
    entries.put(
        "META-INF/services/dev.obs.spi.TraceSink",
        "dropped.Child".getBytes(StandardCharsets.UTF_8));
    return pack(jar, entries, Map.of());
  }

  static Map<String, byte[]> compile(String name, String source) throws IOException {
    Path folder = Files.createTempDirectory("plugin");
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
    if (exit != 0) {
      throw new AssertionError("does not compile: " + source);
    }
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        classes.put(folder.relativize(each).toString(), Files.readAllBytes(each));
      }
    }
    return classes;
  }

  static Path pack(Path jar, Map<String, byte[]> entries, Map<String, String> attributes)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
      out.write(bytes.toByteArray());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    for (Path written : List.of(jar, jar.getParent())) {
      forbidOthersToWrite(written);
    }
    return jar;
  }

  /// Whatever the umask of the build is.
  private static void forbidOthersToWrite(Path path) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      permissions.remove(PosixFilePermission.GROUP_WRITE);
      permissions.remove(PosixFilePermission.OTHERS_WRITE);
      view.setPermissions(permissions);
    }
  }

  /// Discovers as a kernel of version 0.1.0 does.
  static Discovery discover(Path... folders) {
    Discovery discovery = new Discovery(new Guard(new KernelThreads()), "0.1.0");
    discovery.run(List.of(), PluginPath.of(List.of(folders), Map.of()));
    return discovery;
  }

  /// Returns the information about a trace sink.
  static ExtensionInfo info(Discovery discovery, String type) {
    return discovery.providers().stream()
        .filter(provider -> provider.type().equals(type))
        .map(ExtensionProvider::info)
        .findFirst()
        .orElseThrow(() -> new AssertionError(type + " was not found: " + discovery.refusals()));
  }

  /// The one reason for which something was not loaded.
  static String refusal(Discovery discovery) {
    if (discovery.refusals().size() != 1) {
      throw new AssertionError("expected one refusal, got " + discovery.refusals());
    }
    return discovery.refusals().getFirst().reason();
  }
}
