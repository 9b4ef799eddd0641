package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentTest {
  @TempDir Path repository;
  private Path folder;

  @BeforeEach
  void makeTheFolderOfAVersion() throws IOException {
    folder = Files.createDirectories(repository.resolve("org/shop/cart/1.2"));
  }

  @Test
  void isKnownByThePropertiesThatMavenWroteIntoTheJar() throws IOException {
    Component component =
        read(
            jar("x.jar")
                .manifest("Bundle-License: https://opensource.org/license/mit, Our own")
                .file(
                    "META-INF/maven/org.shop/cart/pom.properties",
                    "groupId=org.shop\nartifactId=cart\nversion=1.2+a b\n"));

    assertEquals(List.of("MIT", "Our own"), component.licences());
    assertEquals(Optional.of("pkg:maven/org.shop/cart@1.2%2Ba%20b"), component.purl());
  }

  @Test
  void isKnownByThePomBesideItAndHasTheLicenceOfAParent() throws IOException {
    Path parent = Files.createDirectories(repository.resolve("org/shop/parent/7"));
    Files.writeString(
        parent.resolve("parent-7.pom"),
        """
        <project>
          <groupId>org.shop</groupId><artifactId>parent</artifactId><version>7</version>
          <licenses><license><name>The Apache License, Version 2.0</name></license></licenses>
        </project>
        """);
    Files.writeString(
        folder.resolve("cart-1.2.pom"),
        """
        <project>
          <parent>
            <groupId>org.shop</groupId> <artifactId>parent</artifactId> <version>7</version>
          </parent>
          <artifactId>cart</artifactId>
          <version>1.2</version>
        </project>
        """);

    Component component = read(jar("cart-1.2.jar"));

    assertEquals(Optional.of("pkg:maven/org.shop/cart@1.2"), component.purl());
    assertEquals(List.of("Apache-2.0"), component.licences());
  }

  @Test
  void aParentThatIsItsOwnEndsTheSearch() throws IOException {
    Files.writeString(
        folder.resolve("cart-1.2.pom"),
        """
        <project>
          <parent><groupId>org.shop</groupId><artifactId>cart</artifactId><version>1.2</version></parent>
          <artifactId>cart</artifactId>
        </project>
        """);

    assertEquals(List.of(), read(jar("cart-1.2.jar")).licences());
  }

  @Test
  void aPomThatIsNoPlainXmlTellsNothing() throws IOException {
    for (String pom :
        List.of(
            "",
            "<project>",
            "<!DOCTYPE project [<!ENTITY a SYSTEM"
                + " \"file:///etc/passwd\">]><project>&a;</project>")) {
      Files.writeString(folder.resolve("cart-1.2.pom"), pom);

      Component component = read(jar("cart-1.2.jar"));

      assertNull(component.group());
      assertEquals("cart", component.name());
      assertEquals("1.2", component.version());
      assertEquals(Optional.empty(), component.purl());
    }
  }

  @Test
  void aJarOfSeveralOnesHasTheNameOfItsModule() throws IOException {
    Component component =
        read(
            jar("all.jar")
                .manifest("Automatic-Module-Name: org.shop.all", "Implementation-Version: 3")
                .file("META-INF/maven/a/b/pom.properties", "groupId=a\nartifactId=b\nversion=1")
                .file("META-INF/maven/a/c/pom.properties", "groupId=a\nartifactId=c\nversion=1"));

    assertNull(component.group());
    assertEquals("org.shop.all", component.name());
    assertEquals("3", component.version());
  }

  @Test
  void anImageKeepsTheListWithWhateverIsInIt() throws IOException {
    Map<String, Component> components =
        Map.of(
            "a", new Component("g", "n", "1", List.of("MIT", "Ours = \\ #1: \u00e9"), "00"),
            "b", new Component(null, "b", "", List.of(), "ff"));
    Files.createDirectories(repository.resolve("lib"));

    Components.write(new TreeMap<>(components), repository);

    assertEquals(components, Components.read(repository));
  }

  private TestJar jar(String name) {
    return new TestJar(folder, name).source("p.A", "package p; public class A {}");
  }

  private static Component read(TestJar jar) throws IOException {
    return Component.of(ModuleJar.read(jar.write()));
  }
}
