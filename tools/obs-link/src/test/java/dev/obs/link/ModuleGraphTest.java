package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
  private final ModuleDescriptor app =
      ModuleDescriptor.newModule("app").requires("library").requires("java.sql").build();
  private final ModuleDescriptor library =
      ModuleDescriptor.newModule("library")
          .requires("java.logging")
          .requires(Set.of(Requires.Modifier.STATIC), "absent")
          .uses("library.Logger")
          .build();
  private final ModuleDescriptor binding =
      ModuleDescriptor.newModule("binding")
          .requires("library")
          .provides("library.Logger", List.of("binding.Logger"))
          .packages(Set.of("binding"))
          .build();

  @Test
  void holdsWhatTheRootsNeedAndNothingElse() {
    ModuleGraph graph = graph(Set.of("app"));

    assertEquals(Set.of("app", "library"), graph.own());
    assertTrue(graph.jdk().containsAll(Set.of("java.base", "java.sql", "java.logging")));
    assertFalse(graph.jdk().contains("java.desktop"));
    assertFalse(graph.holds("binding"));
  }

  @Test
  void tellsWhoRequiresAModuleTheJdksOwnLast() {
    ModuleGraph graph = graph(Set.of("app"));

    assertEquals(Set.of("app"), graph.requirers("java.sql"));
    assertEquals(Set.of("library"), graph.requirers("java.logging"));
    assertEquals(Set.of("java.sql"), graph.requirers("java.transaction.xa"));
  }

  @Test
  void namesAllThatIsMissingAndWhoRequiresIt() {
    ModuleDescriptor needy =
        ModuleDescriptor.newModule("needy").requires("gone").requires("lost").build();

    LinkException e =
        assertThrows(
            LinkException.class,
            () ->
                new ModuleGraph(
                    List.of(needy), Set.of("needy", "nowhere"), name -> name + " (x.jar)"));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("no module nowhere in the image"), message);
    assertTrue(message.contains("needy (x.jar) requires gone, which is neither"), message);
    assertTrue(message.contains("needy (x.jar) requires lost, which is neither"), message);
  }

  @Test
  void wantsAProviderThatALinkedLibraryLooksForUnlessAnotherIsLinked() {
    List<ModuleJar> shipped = List.of(new ModuleJar(Path.of("binding.jar"), binding));

    assertEquals(
        Map.of("binding", "provides library.Logger, which library uses"),
        graph(Set.of("app")).providersWanted(List.of(), shipped));
    assertEquals(Map.of(), graph(Set.of("app", "binding")).providersWanted(List.of(), shipped));
  }

  @Test
  void wantsEachGivenProviderAlsoOfAServiceOfTheJdk() {
    List<ModuleJar> given = List.of(driver("one"), driver("two"));
    Map<String, String> wanted =
        Map.of(
            "one", "provides java.sql.Driver, which java.sql uses",
            "two", "provides java.sql.Driver, which java.sql uses");

    assertEquals(wanted, graph(Set.of("app")).providersWanted(given, List.of()));
    assertEquals(wanted, graph(Set.of("app")).providersWanted(given.reversed(), List.of()));
    assertEquals(Map.of(), graph(Set.of("library")).providersWanted(given, List.of()), "no SQL");
    assertEquals(Map.of(), graph(Set.of("app")).providersWanted(List.of(), given), "not asked for");
  }

  @Test
  void wantsAllGivenProvidersOfALibrary() {
    List<ModuleJar> given = List.of(new ModuleJar(Path.of("binding.jar"), binding));
    ModuleDescriptor other =
        ModuleDescriptor.newModule("other")
            .provides("library.Logger", List.of("other.Logger"))
            .packages(Set.of("other"))
            .build();
    ModuleGraph graph =
        new ModuleGraph(
            List.of(app, library, binding, other), Set.of("app", "other"), name -> name);

    assertEquals(Set.of("binding"), graph.providersWanted(given, List.of()).keySet());
  }

  @Test
  void namesProvidersOfTheJdkThatAreNotLinked() {
    ModuleDescriptor user =
        ModuleDescriptor.newModule("user").uses("java.nio.file.spi.FileSystemProvider").build();
    ModuleGraph graph = new ModuleGraph(List.of(user), Set.of("user"), name -> name);

    assertEquals(
        Map.of("jdk.zipfs", "provides java.nio.file.spi.FileSystemProvider, which user uses"),
        graph.unlinkedJdkProviders());
    assertEquals(
        Map.of(),
        new ModuleGraph(List.of(user), Set.of("user", "jdk.zipfs"), name -> name)
            .unlinkedJdkProviders());
  }

  private static ModuleJar driver(String name) {
    return new ModuleJar(
        Path.of(name + ".jar"),
        ModuleDescriptor.newModule(name)
            .provides("java.sql.Driver", List.of(name + ".Driver"))
            .packages(Set.of(name))
            .build());
  }

  private ModuleGraph graph(Set<String> roots) {
    return new ModuleGraph(List.of(app, library, binding), roots, name -> name);
  }
}
