package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The explicit descriptor of an automatic module.
class AutomaticModuleTest extends ModularizedJars {
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
}
