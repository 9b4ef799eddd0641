package dev.obs.example.invoices;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AppProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvoicesIT {
  @TempDir Path folder;

  @Test
  void logsBySlf4jWithTheIdsOfItsTraces() throws Exception {
    try (AppProcess app = AppProcess.asDocumented(folder)) {
      URI health = app.serving("health-http");
      URI metrics = app.serving("prometheus");
      String traceId =
          app.awaitLog(
                  "invoice R-1 of 37.5 EUR goes to" + " customer-1.*\"trace_id\":\"([0-9a-f]{32})")
              .group(1);
      app.awaitLog("\"amount\":37.5");
      app.awaitLog("invoice R-5 was not sent");
      app.awaitLog("IllegalArgumentException: no address");
      await()
          .untilAsserted(() -> {
            var ready = app.get(health.resolve("/ready"));
            assertEquals(200, ready.statusCode(), ready.body());
            assertTrue(ready.body().contains("dispatch\":true"), ready.body());
          });
      await()
          .untilAsserted(() -> {
            String page = app.get(metrics).body();
            assertTrue(page.contains("invoice_amount_bucket{"), page);
            assertTrue(page.contains("operation=\"send_invoice\""), page);
            assertTrue(page.contains("error_type=\"java.lang.IllegalArgumentException\""), page);
          });

      assertEquals(143, app.terminate(), app.log());
      assertFalse(app.log().contains("SLF4J("), app.log());
      String traces = Files.readString(folder.resolve("telemetry/traces.jsonl"));
      assertTrue(traces.contains(traceId), traces);
      int sent = traces.split("\"name\":\"send_invoice\"", -1).length - 1;
      long said = app.log().lines().filter(line -> line.contains("\"message\":\"invoice ")).count();
      // the signal may have arrived between the line and the end of its operation
      assertTrue(sent >= said - 1, () -> sent + " of " + said);
    }
  }
}
