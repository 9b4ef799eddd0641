package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModularizerTest {
  private static final String SERVICE = "META-INF/services/";

  @TempDir Path folder;
  private Path library;

  @BeforeEach
  void makeALibrary() throws IOException {
    library =
        jar("library-1.2.jar")
            .source("library.Shape", "package library; public interface Shape {}")
            .source("library.Only", "package library; public class Only {}")
            .write();
  }

  @Test
  void anAutomaticModuleBecomesAnOpenOneThatExportsItsPackages() throws IOException {
    ModuleDescriptor descriptor = modularized("library", library);

    assertTrue(descriptor.isOpen());
    assertFalse(descriptor.isAutomatic());
    assertEquals("1.2", descriptor.rawVersion().orElseThrow());
    assertEquals(Set.of("library"), exports(descriptor));
    assertEquals(Set.of("java.base"), requires(descriptor));
  }

  @Test
  void itRequiresTheModulesThatItsCodeNames() throws IOException {
    Path user =
        jar("user.jar")
            .dependsOn(library)
            .source(
                "user.User",
                """
                package user;
                class User {
                  Object logger = java.util.logging.Logger.getLogger("");
                  library.Shape[][] shapes;
                }
                """)
            .write();

    assertEquals(
        Set.of("java.base", "java.logging", "library"),
        requires(modularized("user", library, user)));
  }

  @Test
  void itRequiresAModuleThatOnlyTheTypeOfAMethodNames() throws IOException {
    Path user =
        jar("user.jar")
            .dependsOn(library)
            .source("user.User", "package user; interface User { void see(library.Only only); }")
            .write();

    assertEquals(Set.of("java.base", "library"), requires(modularized("user", library, user)));
  }

  @Test
  void itDoesNotRequireWhatNoModuleHolds() throws IOException {
    Path user =
        jar("user.jar")
            .dependsOn(library)
            .source("user.User", "package user; class User { library.Only absent; }")
            .write();

    assertEquals(Set.of("java.base"), requires(modularized("user", user)));
  }

  @Test
  void anOptionalRequirementIsStatic() throws IOException {
    Path user =
        jar("user.jar")
            .source("user.User", "package user; class User { java.util.logging.Level level; }")
            .write();

    Modularizer modularizer = new Modularizer(Map.of("user", Set.of("java.logging")));
    ModuleDescriptor descriptor = descriptor(modularizer, "user", user);

    assertTrue(require(descriptor, "java.logging").modifiers().contains(Requires.Modifier.STATIC));
  }

  @Test
  void serviceFilesBecomeProvidesAndThoseOfAbsentServicesAreDropped() throws IOException {
    Path provider =
        jar("provider.jar")
            .dependsOn(library)
            .source(
                "provider.Square",
                "package provider; public class Square implements library.Shape {}")
            .file(SERVICE + "library.Shape", "provider.Square\n")
            .file(SERVICE + "absent.Service", "provider.Square\n")
            .write();

    ModuleDescriptor descriptor = modularized("provider", library, provider);

    assertEquals(
        Map.of("library.Shape", List.of("provider.Square")),
        descriptor.provides().stream()
            .collect(Collectors.toMap(Provides::service, Provides::providers)));
    resolves("provider");
  }

  @Test
  void aProviderThatInheritsItsServiceRequiresTheServicesModule() throws IOException {
    Path base =
        jar("base.jar")
            .dependsOn(library)
            .source("base.Base", "package base; public class Base implements library.Shape {}")
            .write();
    Path provider =
        jar("provider.jar")
            .dependsOn(library, base)
            .source("provider.Square", "package provider; public class Square extends base.Base {}")
            .file(SERVICE + "library.Shape", "provider.Square\n")
            .write();

    assertEquals(
        Set.of("java.base", "base", "library"),
        requires(modularized("provider", library, base, provider)));
    resolves("provider");
  }

  @Test
  void itUsesTheServicesThatItsCodeLoads() throws IOException {
    Path user =
        jar("user.jar")
            .dependsOn(library)
            .source(
                "user.User",
                """
                package user;
                class User {
                  static Object all() {
                    return java.util.ServiceLoader.load(library.Shape.class).stream().toList();
                  }
                  static Object name() {
                    return library.Only.class.getName();
                  }
                }
                """)
            .write();

    assertEquals(Set.of("library.Shape"), modularized("user", library, user).uses());
  }

  @Test
  void classesOfLaterReleasesCount() throws IOException {
    Path user =
        jar("user.jar")
            .manifest("Multi-Release: true")
            .source("user.Old", "package user; class Old {}")
            .source("user.New", "package user; class New { java.net.http.HttpClient client; }")
            .move("user/New.class", "META-INF/versions/11/user/New.class")
            .write();

    assertEquals(Set.of("java.base", "java.net.http"), requires(modularized("user", user)));
  }

  @Test
  void packagesOfResourcesOrPackageInfoAloneDoNotKeepAModuleFromResolving() throws IOException {
    Path odd =
        jar("odd.jar")
            .source("odd.Odd", "package odd; class Odd {}")
            .source("described.package-info", "@Deprecated package described;")
            .file("mozilla/list.txt", "resource")
            .write();

    modularized("odd", odd);

    resolves("odd");
  }

  @Test
  void signaturesAreDroppedAndEntriesSortedAfterTheManifest() throws IOException {
    Path signed =
        jar("signed.jar")
            .source("signed.B", "package signed; class B {}")
            .file("a.txt", "a")
            .file("META-INF/KEY.SF", "x")
            .file("META-INF/KEY.RSA", "x")
            .manifest("Built-By: nobody")
            .write();

    modularized("signed", signed);

    try (JarFile copy = new JarFile(out().resolve("signed.jar").toFile())) {
      assertEquals(
          List.of("META-INF/MANIFEST.MF", "a.txt", "module-info.class", "signed/B.class"),
          copy.stream().map(JarEntry::getName).toList());
    }
  }

  @Test
  void explicitModulesAreCopiedByteForByte() throws IOException {
    Path explicit = explicit();

    modularized("explicit", explicit);

    assertArrayEquals(
        Files.readAllBytes(explicit), Files.readAllBytes(out().resolve("explicit.jar")));
  }

  @Test
  void aNamedRequirementOfAnExplicitModuleIsRelaxedAndNothingElse() throws IOException {
    Path explicit = explicit();
    ModuleDescriptor before = ModuleJar.read(explicit).descriptor();

    Modularizer modularizer = new Modularizer(Map.of("explicit", Set.of("java.desktop")));
    ModuleDescriptor after = descriptor(modularizer, "explicit", explicit);

    assertEquals(
        Set.of(Requires.Modifier.STATIC, Requires.Modifier.TRANSITIVE),
        require(after, "java.desktop").modifiers());
    assertEquals(require(before, "java.logging"), require(after, "java.logging"));
    assertEquals(before.exports(), after.exports());
    assertEquals(before.packages(), after.packages());
  }

  @Test
  void aPackageInTwoJarsIsAnErrorThatNamesBoth() throws IOException {
    Path other =
        jar("other.jar").source("library.Other", "package library; class Other {}").write();

    LinkException e = assertThrows(LinkException.class, () -> modularized("other", library, other));

    assertTrue(e.getMessage().contains("package library is in two modules"), e.getMessage());
    assertTrue(e.getMessage().contains(library.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(other.toString()), e.getMessage());
  }

  @Test
  void oneModuleInTwoJarsIsAnErrorThatNamesBoth() throws IOException {
    Path newer =
        jar("library-2.0.jar").source("other.Other", "package other; class Other {}").write();

    LinkException e =
        assertThrows(LinkException.class, () -> modularized("library", library, newer));

    assertTrue(e.getMessage().contains("module library is in two jars"), e.getMessage());
  }

  @Test
  void aJarThatCannotBeAModuleIsNamed() throws IOException {
    Path nameless = jar("1.0.jar").file("a.txt", "a").write();

    LinkException e = assertThrows(LinkException.class, () -> modularized("x", nameless));

    assertTrue(e.getMessage().startsWith(nameless + ": not usable as a module"), e.getMessage());
  }

  @Test
  void equalInputGivesEqualBytes() throws IOException {
    modularized("library", library);
    byte[] first = Files.readAllBytes(out().resolve("library.jar"));

    modularized("library", library);

    assertArrayEquals(first, Files.readAllBytes(out().resolve("library.jar")));
  }

  private Path explicit() throws IOException {
    return jar("explicit.jar")
        .source(
            "module-info",
            """
            module explicit {
              requires java.logging;
              requires transitive java.desktop;
              exports explicit;
            }
            """)
        .source("explicit.Class", "package explicit; public class Class {}")
        .write();
  }

  private TestJar jar(String name) {
    return new TestJar(folder, name);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private ModuleDescriptor modularized(String name, Path... jars) throws IOException {
    return descriptor(new Modularizer(Map.of()), name, jars);
  }

  private ModuleDescriptor descriptor(Modularizer modularizer, String name, Path... jars)
      throws IOException {
    modularizer.modularize(List.of(jars), out());
    return ModuleFinder.of(out()).find(name).orElseThrow().descriptor();
  }

  private void resolves(String name) {
    ModuleLayer.boot()
        .defineModulesWithOneLoader(
            Configuration.resolve(
                ModuleFinder.of(out()),
                List.of(ModuleLayer.boot().configuration()),
                ModuleFinder.of(),
                Set.of(name)),
            null);
  }

  private static Set<String> exports(ModuleDescriptor descriptor) {
    return descriptor.exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> requires(ModuleDescriptor descriptor) {
    return descriptor.requires().stream()
        .map(Requires::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Requires require(ModuleDescriptor descriptor, String name) {
    return descriptor.requires().stream()
        .filter(requires -> requires.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
