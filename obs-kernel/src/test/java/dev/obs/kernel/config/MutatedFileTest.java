package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.obs.api.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a file holds, it is a configuration or a list of errors, soon.
class MutatedFileTest {
  private static final int ROUNDS = 2_000;

  /// Generous, because the machine may have more to do.
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<String> PIECES =
      List.of(
          "\n",
          "\t",
          "  ",
          "- ",
          ": ",
          "? ",
          "#",
          "|\n",
          ">-\n",
          "[",
          "]",
          "{",
          "}",
          ",",
          "&a ",
          "*a",
          "!!str ",
          "!<x> ",
          "%YAML 1.2\n",
          "---\n",
          "...\n",
          "\"",
          "'",
          "\\x",
          "\"\\ud800\"",
          "\"\\0\"",
          "${",
          "${A}",
          "${file:/dev/zero}",
          "${file:.}",
          "$$",
          "~",
          "null",
          "<<: ",
          "telemetry:\n",
          "health:\n",
          "1e999999999",
          "\u0000",
          "\ufeff",
          "\u2028",
          "\ud83d\ude00");

  @TempDir Path folder;

  @Test
  void mutatedFilesNeverGiveAnythingButErrorsOfTheConfiguration() throws Exception {
    byte[] seed;
    try (var in = MutatedFileTest.class.getResourceAsStream("telemetry.yaml")) {
      seed = in.readAllBytes();
    }
    Random random = new Random(20261122);
    int good = 0;
    int bad = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = mutate(seed, random);
      long start = System.nanoTime();
      try {
        Configuration configuration = new Given(folder).bytes(file).environment("A", "x: [").load();
        configuration.effective();
        configuration.resource();
        good++;
      } catch (ConfigurationException expected) {
        bad++;
        for (ConfigurationException.Problem problem : expected.problems()) {
          assertFalse(problem.message().contains("\n"), problem::toString);
          assertTrue(problem.message().length() < 500, problem::toString);
        }
      } catch (RuntimeException | Error unexpected) {
        fail("round " + round + ": " + new String(file, StandardCharsets.UTF_8), unexpected);
      }
      assertTrue(System.nanoTime() - start < LIMIT.toNanos(), "round " + round + " is slow");
    }
    assertTrue(good > 50 && bad > 50, good + " good, " + bad + " bad");
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] file = seed;
    for (int i = random.nextInt(5); i >= 0; i--) {
      int from = random.nextInt(file.length + 1);
      int to = Math.min(file.length, from + random.nextInt(random.nextInt(8) == 0 ? 100 : 4));
      byte[] between =
          switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 ->
                Arrays.copyOfRange(seed, seed.length / 2, seed.length / 2 + random.nextInt(80));
            default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
          };
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(file, 0, from);
      for (int n = random.nextInt(20) == 0 ? random.nextInt(300) : 1; n > 0; n--) {
        out.writeBytes(between);
      }
      out.write(file, to, file.length - to);
      file = out.toByteArray();
    }
    return file;
  }
}
