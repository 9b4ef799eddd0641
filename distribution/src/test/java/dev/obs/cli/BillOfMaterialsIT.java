package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The bills of materials of jars and images, read and validated by CycloneDX's library.
class BillOfMaterialsIT {
  private static final Path FULL = Path.of("target", "image").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void anImageListsTheModulesThatItHoldsWithTheJarsTheyWereMadeOf() throws Exception {
    Bom bill = bill(FULL.resolve("sbom.cdx.json"));

    assertEquals(modules(FULL), listed(bill));
    Map<String, Component> libraries = libraries(bill);
    for (Path jar : jars()) {
      String module = ModuleFinder.of(jar).findAll().iterator().next().descriptor().name();
      Component library = libraries.get(module);
      if (library != null) {
        assertEquals(sha256(jar), library.getHashes().getFirst().getValue(), module);
        assertFalse(library.getLicenses().getLicenses().isEmpty(), module);
      }
    }
    assertEquals(
        "pkg:maven/io.opentelemetry/opentelemetry-api@"
            + version(libraries, "io.opentelemetry.api"),
        libraries.get("io.opentelemetry.api").getPurl());
    assertEquals("Apache-2.0", licence(libraries.get("io.opentelemetry.api")));
    assertEquals("Apache-2.0", licence(libraries.get("dev.obs.kernel")));
    assertEquals("MIT", licence(libraries.get("org.slf4j")));
    assertTrue(
        libraries
            .get("demo/keycloak-admin-client.jar")
            .getPurl()
            .startsWith("pkg:maven/org.keycloak/keycloak-admin-client@"));
    assertEquals(System.getProperty("java.runtime.version"), jdk(bill).getVersion());
    assertTrue(requirements(bill, "dev.obs.kernel").contains("org.snakeyaml.engine"));
    assertTrue(requirements(bill, "image").contains("dev.obs.exporter.otlp"));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aCustomImageListsItsOwnModulesAsTheFullImageDoesAndThoseOfThePlugins() throws Exception {
    Path plugin =
        new CompiledJar(Files.createDirectories(folder.resolve("plugins")).resolve("mine-1.0.jar"))
            .source("mine.Mine", "package mine; public class Mine {}")
            .write();
    LinkedImage image =
        LinkedImage.quick(
            folder, "--with", "otlp", "--plugins", "plugins", "--add-modules", "mine");

    Bom bill = bill(image.folder().resolve("sbom.cdx.json"));

    assertEquals(modules(image.folder()), listed(bill));
    Map<String, Component> full = libraries(bill(FULL.resolve("sbom.cdx.json")));
    Map<String, Component> own = libraries(bill);
    Component mine = own.remove("mine");
    assertEquals(sha256(plugin), mine.getHashes().getFirst().getValue());
    assertEquals("1.0", mine.getVersion());
    assertNull(mine.getPurl());
    own.forEach((module, library) -> {
      assertEquals(full.get(module).getPurl(), library.getPurl());
      assertEquals(full.get(module).getHashes(), library.getHashes());
      assertEquals(licence(full.get(module)), licence(library));
    });
    assertFalse(own.containsKey("dev.obs.exporter.zipkin"), own::toString);
  }

  @Test
  void eachJarOfObsHoldsItsOwn() throws Exception {
    int looked = 0;
    for (Path jar : jars()) {
      String artifact = String.valueOf(jar.getFileName()).replaceFirst("-[\\d.]+\\.jar$", "");
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry("META-INF/maven/dev.obs/" + artifact + "/pom.xml") != null) {
          looked++;
          Path copy = folder.resolve(artifact + ".json");
          JarEntry entry = file.getJarEntry("META-INF/sbom/" + artifact + ".cdx.json");
          assertNotNull(entry, jar + " has no bill: Maven makes none when it is offline");
          Files.write(copy, file.getInputStream(entry).readAllBytes());

          Bom bill = bill(copy);

          Component described = bill.getMetadata().getComponent();
          assertEquals("pkg:maven/dev.obs/" + artifact + "@0.1.0?type=jar", described.getPurl());
          assertEquals("Apache-2.0", licence(described));
          assertEquals(Set.of(), names(bill, "junit|awaitility|testkit|protobuf"), artifact);
          if (artifact.equals("obs-kernel")) {
            assertEquals(Set.of("snakeyaml-engine"), names(bill, "snakeyaml"));
          }
        }
      }
    }
    assertTrue(looked > 12, "jars of Obs: " + looked);
  }

  /// Returns the jars that the image is linked from.
  private static List<Path> jars() throws IOException {
    return Stream.of(
            Files.readString(Path.of("target", "image-jars.txt"))
                .strip()
                .split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  private static Bom bill(Path file) throws Exception {
    JsonParser parser = new JsonParser();
    assertEquals(List.of(), parser.validate(file.toFile(), Version.VERSION_16), file::toString);
    return parser.parse(file.toFile());
  }

  private static Component jdk(Bom bill) {
    return bill.getComponents().stream()
        .filter(each -> each.getType() == Component.Type.PLATFORM)
        .findFirst()
        .orElseThrow();
  }

  /// Returns the libraries by their name within the bill.
  private static Map<String, Component> libraries(Bom bill) {
    return bill.getComponents().stream()
        .filter(each -> each.getType() == Component.Type.LIBRARY)
        .collect(
            Collectors.toMap(
                Component::getBomRef, each -> each, (one, other) -> one, TreeMap::new));
  }

  /// Returns the modules that a bill lists, with those of the JDK.
  private static Set<String> listed(Bom bill) {
    return Stream.concat(
            libraries(bill).keySet().stream().filter(name -> !name.contains("/")),
            jdk(bill).getComponents().stream().map(Component::getName))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Returns the modules that an image's own `java` lists.
  private static Set<String> modules(Path image) throws IOException, InterruptedException {
    try (ImageProcess java =
        ImageProcess.start(
            image.resolve("bin/java"), image, Map.of(), "-Xlog:disable", "--list-modules")) {
      assertEquals(0, java.exitCode(), java::toString);
      return java.out()
          .lines()
          .map(line -> line.replaceFirst("@.*", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> requirements(Bom bill, String name) {
    return bill.getDependencies().stream()
        .filter(each -> each.getRef().equals(name))
        .flatMap(each -> each.getDependencies().stream())
        .map(each -> each.getRef())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(Bom bill, String pattern) {
    return bill.getComponents().stream()
        .map(Component::getName)
        .filter(name -> name.matches(".*(" + pattern + ").*"))
        .collect(Collectors.toSet());
  }

  private static String version(Map<String, Component> libraries, String module) {
    return libraries.get(module).getVersion();
  }

  private static String licence(Component component) {
    return component.getLicenses().getLicenses().getFirst().getId();
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
