package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.List;
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

    assertEquals(Set.of("binding"), graph(Set.of("app")).providersWanted(shipped));
    assertEquals(Set.of(), graph(Set.of("app", "binding")).providersWanted(shipped));
  }

  private ModuleGraph graph(Set<String> roots) {
    return new ModuleGraph(List.of(app, library, binding), roots, name -> name);
  }
}
