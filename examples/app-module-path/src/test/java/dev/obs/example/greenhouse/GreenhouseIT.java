package dev.obs.example.greenhouse;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AppProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreenhouseIT {
  @TempDir Path folder;

  @Test
  void runsOnTheModulePathAndLosesNothingWhenItIsToldToStop() throws Exception {
    try (AppProcess app =
        AppProcess.onModulePath(
            folder, Map.of(), "dev.obs.example.greenhouse/dev.obs.example.greenhouse.Greenhouse")) {
      URI health = app.serving("health-http");
      URI metrics = app.serving("prometheus");
      String traceId = app.awaitLog("windows open.*\"trace_id\":\"([0-9a-f]{32})").group(1);
      await()
          .untilAsserted(() -> {
            var ready = app.get(health.resolve("/ready"));
            assertEquals(200, ready.statusCode(), ready.body());
            assertTrue(ready.body().contains("thermometer\":true"), ready.body());
          });
      await()
          .untilAsserted(() -> {
            String page = app.get(metrics).body();
            assertTrue(page.contains("greenhouse_temperature_celsius"), page);
            assertTrue(page.contains("operation=\"move_windows\""), page);
          });

      assertEquals(143, app.terminate(), app.log());
      String log = app.log();
      assertFalse(log.contains("Exception"), log);
      String traces = Files.readString(folder.resolve("telemetry/traces.jsonl"));
      assertTrue(traces.contains(traceId), traces);
      long said = log.lines().filter(line -> line.contains("\"message\":\"windows ")).count();
      int moved = traces.split("\"name\":\"move_windows\"", -1).length - 1;
      // the signal may have arrived between the line and the end of its operation
      assertTrue(moved == said || moved == said - 1, () -> moved + " of " + said);
    }
  }
}
