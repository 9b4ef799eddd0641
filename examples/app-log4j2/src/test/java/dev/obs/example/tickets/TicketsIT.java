package dev.obs.example.tickets;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AppProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsIT {
  @TempDir Path folder;

  @Test
  void itsLinesReachItsOwnConsoleOnceAndTheSinksOfObs() throws Exception {
    Path lines = folder.resolve("telemetry/logs.jsonl");
    try (AppProcess app = AppProcess.asDocumented(folder)) {
      app.awaitLog("seat=\"A3\"");
      await().until(() -> Files.exists(lines) && Files.readString(lines).contains("A2"));
      assertFalse(app.log().contains("WARN"), app.log());
      assertEquals(143, app.terminate(), app.log());
      String sent = Files.readString(lines);
      assertTrue(sent.contains("the box office opens"), sent);
      assertTrue(sent.contains("hall"), sent);
      assertTrue(sent.contains("sold"), sent);
      assertTrue(sent.contains("correlation_id"), sent);
      assertTrue(sent.contains("thread.name"), sent);
      assertTrue(sent.contains("\"traceId\""), sent);
      assertEquals(
          1, app.log().lines().filter(line -> line.contains("seat=\"A2\"")).count(), app.log());
    }
  }
}
