package dev.obs.example.wordcount;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.it.AppProcess;
import dev.obs.it.InstalledJava;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCountIT {
  @TempDir Path folder;

  @Test
  void runsOnTheClassPathAndLosesNothingWhenItIsToldToStop() throws Exception {
    run(Path.of(System.getProperty("java.home"), "bin", "java"), folder);
  }

  @Test
  void runsOnEachOlderJavaThatIsInstalled() throws Exception {
    List<InstalledJava> older = InstalledJava.between(21, 24);
    assumeTrue(
        !older.isEmpty(),
        "no Java from 21 to 24 is installed, so code for Java 21 runs on a later one only:"
            + " apt-get install openjdk-21-jre-headless");
    for (InstalledJava java : older) {
      run(java.launcher(), Files.createDirectories(folder.resolve(java.home().getFileName())));
    }
  }

  private static void run(Path java, Path folder) throws Exception {
    Path inbox = folder.resolve("inbox");
    try (AppProcess app =
        AppProcess.onClassPath(
            java, folder, Map.of(), "dev.obs.example.wordcount.WordCount", inbox.toString())) {
      URI health = app.serving("health-http");
      URI metrics = app.serving("prometheus");
      drop(inbox, "one", "to be or not to be");
      drop(inbox, "two", "that is the question");
      Files.write(inbox.resolve("three.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE});
      String traceId = app.awaitLog("one.txt has 6 words.*\"trace_id\":\"([0-9a-f]{32})").group(1);
      app.awaitLog("two.txt has 4 words");
      app.awaitLog("cannot count three.txt");
      await()
          .untilAsserted(() -> {
            var ready = app.get(health.resolve("/ready"));
            assertEquals(200, ready.statusCode(), ready.body());
            assertTrue(ready.body().contains("inbox\":true"), ready.body());
          });
      drop(inbox, "last", "words");
      app.awaitLog("last.txt has 1 words");
      await()
          .untilAsserted(() -> {
            String page = app.get(metrics).body();
            assertMetric("words_total\\{.*} 11", page);
            assertMetric(
                "operation_duration_seconds_count\\{operation=\"count_words\",.*} 3", page);
            assertMetric("operation_duration_seconds_count\\{error_type=.*} 1", page);
          });

      Matcher instance =
          Pattern.compile("target_info\\{.*service_instance_id=\"([0-9a-f-]{36})\".*} 1")
              .matcher(app.get(metrics).body());
      assertTrue(instance.find(), app.get(metrics).body());
      assertEquals(143, app.terminate(), app.log());
      String traces = Files.readString(folder.resolve("telemetry/traces.jsonl"));
      assertTrue(traces.contains(traceId), traces);
      assertEquals(4, traces.split("\"name\":\"count_words\"", -1).length - 1, traces);
      String logs = Files.readString(folder.resolve("telemetry/logs.jsonl"));
      assertTrue(logs.contains("last.txt has 1 words"), logs);
      for (String signal : List.of(traces, logs)) {
        assertEquals(
            signal.lines().count(),
            signal.lines().filter(line -> line.contains(instance.group(1))).count(),
            "a line without the instance of the page");
      }
      assertTrue(Files.exists(inbox.resolve("three.txt.unreadable")));
    }
  }

  private static void assertMetric(String regex, String page) {
    assertTrue(Pattern.compile("(?m)^" + regex + "$").matcher(page).find(), page);
  }

  /// Creates the file in one step, so that the application never finds half a text.
  private static void drop(Path inbox, String name, String text) throws Exception {
    Path whole = Files.writeString(inbox.resolve(name + ".part"), text);
    Files.move(whole, inbox.resolve(name + ".txt"));
  }
}
