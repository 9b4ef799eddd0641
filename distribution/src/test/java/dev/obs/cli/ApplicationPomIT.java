package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `pom.xml` of the documentation builds the application of README.
class ApplicationPomIT {
  @TempDir Path folder;

  @Test
  void buildsTheApplicationOfTheReadme() throws Exception {
    Snippet pom =
        Snippet.all("xml")
            .filter(each -> each.page().endsWith("applications.md"))
            .filter(each -> each.text().startsWith("<project"))
            .findFirst()
            .orElseThrow();
    Snippet shop =
        Snippet.all("java")
            .filter(each -> each.page().endsWith(Path.of("..", "README.md")))
            .filter(each -> each.text().contains("class Shop"))
            .findFirst()
            .orElseThrow();
    Files.writeString(folder.resolve("pom.xml"), pom.text());
    Path sources = Files.createDirectories(folder.resolve("src/main/java"));
    Files.writeString(sources.resolve("Shop.java"), shop.text());

    String output = new ExternalUser(folder).run("mvn --batch-mode compile");

    assertTrue(Files.exists(folder.resolve("target/classes/Shop.class")), output);
  }
}
