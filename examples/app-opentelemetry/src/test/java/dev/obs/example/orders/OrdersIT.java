package dev.obs.example.orders;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AppProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersIT {
  @TempDir Path folder;

  @Test
  void itsOwnOpenTelemetryFillsTheSinksOfTelemetryYaml() throws Exception {
    try (AppProcess app =
        AppProcess.onClassPath(
            folder,
            Map.of("OTEL_SERVICE_NAME", "orders-of-old"),
            "dev.obs.example.orders.Orders")) {
      URI metrics = app.serving("prometheus");
      String traceId = app.awaitLog("order 1 taken.*\"trace_id\":\"([0-9a-f]{32})").group(1);
      await()
          .untilAsserted(() -> {
            String page = app.get(metrics).body();
            assertTrue(page.contains("orders_taken_total"), page);
            assertTrue(page.contains("operation=\"take_order\""), page);
            assertTrue(page.contains("service_name=\"orders-of-old\""), page);
          });

      assertEquals(143, app.terminate(), app.log());

      String traces = Files.readString(folder.resolve("telemetry/traces.jsonl"));
      assertTrue(traces.contains(traceId), traces);
      assertTrue(traces.contains("orders-of-old"), traces);
      assertTrue(traces.contains("\"name\":\"store order\""), traces);
      assertTrue(
          traces.contains("{\"key\":\"tenant\",\"value\":{\"stringValue\":\"acme\"}}"), traces);
      String logs = Files.readString(folder.resolve("telemetry/logs.jsonl"));
      assertTrue(logs.contains("order 1 taken"), logs);
      assertTrue(logs.contains(traceId), logs);
    }
  }
}
