package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The borders between the modules, read from their jars.
///
/// `src/test/resources/modules` contains the output of `jar --describe-module` for each. After an
/// intended change, write them again: `mvn verify -Dit.test=ArchitectureIT -Dmodules.update=true`.
class ArchitectureIT {
  private static final Path EXPECTED = Path.of("src", "test", "resources", "modules");
  private static final Set<String> LEAVES =
      Set.of("dev.obs.api", "dev.obs.codec", "dev.obs.http.listener", "dev.obs.http.sender");
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "dev.obs.exporter.elasticsearch", Set.of("tools.jackson.core"),
          "dev.obs.probe.system", Set.of("com.github.oshi.common"));

  /// The modules that run in the JVM of the image or of a build alone.
  private static final Set<String> OF_THE_IMAGE =
      Set.of("dev.obs.cli", "dev.obs.link", "dev.obs.example.openapi");

  /// The versions of class files.
  private static final int JAVA_21 = 65;

  private static final int JAVA_25 = 69;

  static List<ModuleReference> modules() throws IOException {
    List<Path> jars = new ArrayList<>(imageJars());
    jars.addAll(jarsIn(Path.of("target")));
    return ModuleFinder.of(jars.toArray(Path[]::new)).findAll().stream()
        .filter(module -> module.descriptor().name().startsWith("dev.obs."))
        .sorted((a, b) -> a.descriptor().name().compareTo(b.descriptor().name()))
        .toList();
  }

  private static List<Path> imageJars() throws IOException {
    return Stream.of(
            Files.readString(Path.of("target", "image-jars.txt")).split(File.pathSeparator, -1))
        .map(jar -> Path.of(jar.strip()))
        .toList();
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  static List<ModuleReference> plugins() throws IOException {
    return modules().stream()
        .filter(module ->
            module.descriptor().name().matches("dev\\.obs\\.(exporter|incident|probe|health)\\..+"))
        .toList();
  }

  @Test
  void allModulesAreLookedAt() throws IOException {
    assertEquals(8, plugins().size(), plugins()::toString);
    assertTrue(
        names(modules()).containsAll(Set.of("dev.obs.kernel", "dev.obs.cli", "dev.obs.link")));
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginRequiresTheApiLeavesAndItsOwnLibraryOnly(ModuleReference plugin) {
    Set<String> foreign =
        plugin.descriptor().requires().stream()
            .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
            .map(Requires::name)
            .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
            .filter(name -> !LEAVES.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(LIBRARIES.getOrDefault(plugin.descriptor().name(), Set.of()), foreign);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginExportsNothing(ModuleReference plugin) {
    assertEquals(Set.of(), plugin.descriptor().exports());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theClassPathFindsTheProvidersThatTheModulePathFinds(ModuleReference module)
      throws IOException {
    Map<String, Set<String>> provides =
        module.descriptor().provides().stream()
            .collect(
                Collectors.toMap(
                    ModuleDescriptor.Provides::service, each -> new HashSet<>(each.providers())));

    assertEquals(provides, serviceFiles(module));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theDescriptorIsTheExpectedOne(ModuleReference module) throws IOException {
    Path expected = EXPECTED.resolve(module.descriptor().name() + ".txt");
    String actual = describe(module);
    if (Boolean.getBoolean("modules.update")) {
      Files.createDirectories(EXPECTED);
      Files.writeString(expected, actual);
    }

    assertEquals(Files.exists(expected) ? Files.readString(expected) : "", actual);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyEntryOfAJarHasTheSameTime(ModuleReference module) throws IOException {
    try (JarFile jar = open(module)) {
      assertEquals(1, jar.stream().map(JarEntry::getTimeLocal).distinct().count());
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theManifestNamesNoJdk(ModuleReference module) throws IOException {
    try (JarFile jar = open(module)) {
      assertEquals(
          Set.of(
              "Manifest-Version",
              "Implementation-Title",
              "Implementation-Version",
              "Bundle-License"),
          jar.getManifest().getMainAttributes().keySet().stream()
              .map(Object::toString)
              .collect(Collectors.toSet()));
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void theModulesOfApplicationsAreCompiledForJava21(ModuleReference module) throws IOException {
    try (JarFile jar = open(module)) {
      assertEquals(
          OF_THE_IMAGE.contains(module.descriptor().name()) ? JAVA_25 : JAVA_21, newest(jar));
    }
  }

  @Test
  void theTestKitAndTheLibrariesAreCompiledForJava21OrOlder() throws Exception {
    List<Path> jars = new ArrayList<>(imageJars());
    jars.removeIf(jar -> jar.toString().contains("/dev/obs/"));
    jars.removeIf(jar -> jar.startsWith(Path.of("").toAbsolutePath().getParent()));
    assertTrue(jars.size() >= 10, jars::toString);
    jars.add(
        Path.of(ManualClock.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        assertTrue(newest(jar) <= JAVA_21, path::toString);
      }
    }
  }

  /// Returns the newest version of a class file that every Java reads.
  private static int newest(JarFile jar) throws IOException {
    int newest = 0;
    for (JarEntry entry : jar.stream().toList()) {
      if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          newest = Math.max(newest, (int) (in.readLong() & 0xFFFF));
        }
      }
    }
    return newest;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void noPackagesUseOneAnother(ModuleReference module) throws IOException {
    try (JarFile jar = open(module)) {
      PackageGraph graph = PackageGraph.of(jar);
      assertEquals(Set.of(), graph.inCycles(), () -> graph.uses().toString());
    }
  }

  private static Set<String> names(List<ModuleReference> modules) {
    return modules.stream().map(each -> each.descriptor().name()).collect(Collectors.toSet());
  }

  private static JarFile open(ModuleReference module) throws IOException {
    return new JarFile(Path.of(module.location().orElseThrow()).toFile());
  }

  private static Map<String, Set<String>> serviceFiles(ModuleReference module) throws IOException {
    Map<String, Set<String>> services = new HashMap<>();
    try (JarFile jar = open(module)) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().matches("META-INF/services/.+")) {
          try (BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            services.put(
                entry.getName().substring("META-INF/services/".length()),
                lines
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toSet()));
          }
        }
      }
    }
    return services;
  }

  /// Returns the output of `jar --describe-module`, without the path and the version.
  private static String describe(ModuleReference module) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                writer,
                writer,
                "--describe-module",
                "--file",
                Path.of(module.location().orElseThrow()).toString());
    assertEquals(0, exit, output::toString);
    return output
        .toString()
        .replaceFirst("(?m)^(\\S+?)(@\\S+)? jar:\\S+", "$1")
        .replaceAll("(?m)\\s+$", "")
        .concat("\n");
  }
}
