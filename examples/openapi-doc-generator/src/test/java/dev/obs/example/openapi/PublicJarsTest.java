package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Published jars of other projects.
final class PublicJarsTest {
  private static final Path FOLDER = Path.of("target", "public-jars");

  PublicJarsTest() {}

  @Test
  void documentsTheJaxRsRoutesOfKeycloaksAdminClient() throws Exception {
    Document document = generate("keycloak-admin-client");
    assertEquals(Map.of("jaxrs", 470), document.routes());
    assertEquals(List.of(), document.warnings());
    assertEquals(List.of(), DocumentValidator.errors(document.json()));
  }

  @Test
  void documentsTheSpringRoutesOfFlowable() throws Exception {
    Document document = generate("flowable-rest");
    assertEquals(Map.of("spring", 208), document.routes());
    assertEquals(List.of(), document.warnings());
    assertEquals(List.of(), DocumentValidator.errors(document.json()));
  }

  private static Document generate(String artifact) throws Exception {
    try (var files = Files.list(FOLDER)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().startsWith(artifact))
              .findFirst()
              .orElseThrow();
      return new DocGenerator(new RecordingObs()).generate(jar);
    }
  }
}
