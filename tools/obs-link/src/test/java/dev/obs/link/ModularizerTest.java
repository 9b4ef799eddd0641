package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// The copies of jars, and the jars that cannot be modules.
class ModularizerTest extends ModularizedJars {
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
}
