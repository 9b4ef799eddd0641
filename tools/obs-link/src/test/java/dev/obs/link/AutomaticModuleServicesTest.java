package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The services of an automatic module: provided and used ones.
class AutomaticModuleServicesTest extends ModularizedJars {
  private static final String SERVICE = "META-INF/services/";

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
}
