package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Obs;
import dev.obs.example.openapi.spring.StockApi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
  @TempDir Path folder;
  private final RecordingObs obs = new RecordingObs();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  MainTest() {}

  @Test
  void writesADocumentForEachJarAndNothingElse() throws Exception {
    Path jar = Jars.of(folder.resolve("stock.jar"), StockApi.class);
    Path output = folder.resolve("docs");

    int code = run(() -> obs, "--output", output.toString(), jar.toString());

    assertEquals(0, code);
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(List.of(output.resolve("stock.openapi.json")), files.toList());
    }
    String json = Files.readString(output.resolve("stock.openapi.json"));
    assertTrue(json.contains("\"/stock/{warehouse}/{isbn}\""), json);
    assertTrue(obs.closed);
  }

  @Test
  void goesOnAfterABrokenJarAndAnswers1() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "?");
    Path jar = Jars.of(folder.resolve("stock.jar"), StockApi.class);

    int code = run(() -> obs, "--output", folder.toString(), broken.toString(), jar.toString());

    assertEquals(1, code);
    assertTrue(Files.exists(folder.resolve("stock.openapi.json")));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("broken.jar: not an intact jar"));
  }

  @Test
  void saysWhereItCannotWrite() throws Exception {
    Path jar = Jars.of(folder.resolve("stock.jar"), StockApi.class);
    Path file = Files.createFile(folder.resolve("file"));

    assertEquals(1, run(() -> obs, "--output", file.toString(), jar.toString()));
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("cannot write " + file));
  }

  @Test
  void answers2ToAWrongCall() {
    assertEquals(2, run(() -> obs));
    assertEquals(2, run(() -> obs, "--output"));
    assertEquals(2, run(() -> obs, "--outptu", "x", "y.jar"));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("--outptu"));
  }

  @Test
  void answers2ToABadConfiguration() {
    Supplier<Obs> failing =
        () -> {
          throw new ConfigurationException(
              List.of(new ConfigurationException.Problem("telemetry.yaml:3:5", "unknown key")));
        };

    assertEquals(2, run(failing, "a.jar"));
    assertEquals("telemetry.yaml:3:5: unknown key", err.toString(StandardCharsets.UTF_8).strip());
  }

  private int run(Supplier<Obs> runtime, String... args) {
    return Main.run(args, runtime, new PrintStream(out), new PrintStream(err));
  }
}
