package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.example.openapi.spring.Books;
import dev.obs.example.openapi.spring.StockApi;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoRoundsTest {
  @TempDir Path folder;
  private final RecordingObs obs = new RecordingObs();

  DemoRoundsTest() {}

  @Test
  void documentsEveryJarAndInEveryFifthRoundABrokenOne() {
    List<Path> jars =
        List.of(
            Jars.of(folder.resolve("a.jar"), Books.class),
            Jars.of(folder.resolve("b.jar"), StockApi.class));
    try (DemoRounds rounds = new DemoRounds(new DocGenerator(obs), jars)) {
      for (int n = 1; n <= 10; n++) {
        rounds.round(n);
      }
    }

    assertEquals(20L, obs.counters().get("openapi.documents[written]"));
    assertEquals(2L, obs.counters().get("openapi.documents[failed]"));
  }

  @Test
  void removesTheBrokenCopyAtTheEnd() {
    List<Path> jars = List.of(Jars.of(folder.resolve("a.jar"), Books.class));
    Path broken;
    try (DemoRounds rounds = new DemoRounds(new DocGenerator(obs), jars)) {
      rounds.round(5);
      broken = Path.of((String) obs.operations.getLast().metadata.get("app_file"));
      assertTrue(Files.exists(broken));
    }

    assertFalse(Files.exists(broken));
    assertFalse(Files.exists(broken.getParent()));
  }

  @Test
  void saysWhichJarOfTheDemoIsMissing() {
    Path absent = folder.resolve("absent.jar");

    String message =
        assertThrows(
                UncheckedIOException.class,
                () -> new DemoRounds(new DocGenerator(obs), List.of(absent)))
            .getMessage();

    assertTrue(message.contains(absent.toString()), message);
  }
}
