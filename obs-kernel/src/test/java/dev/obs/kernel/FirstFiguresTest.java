package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Probe;
import dev.obs.spi.SystemProbe;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstFiguresTest {
  @TempDir Path folder;
  private final CountDownLatch release = new CountDownLatch(1);

  /// A probe whose first sample takes until the release.
  private final SystemProbe slow =
      new SystemProbe() {
        @Override
        public String type() {
          return "slow";
        }

        @Override
        public Probe open(ExtensionContext context) {
          return new Probe() {
            private volatile Map<String, Double> figures = Map.of();

            @Override
            public void sample() throws InterruptedException {
              release.await();
              figures = Map.of("slow_percent", 7.0);
            }

            @Override
            public Map<String, Double> summary() {
              return figures;
            }
          };
        }
      };

  @Test
  void theFirstRequestWaitsForTheFirstSample() throws Exception {
    try (Kernel obs = Fakes.start(folder, "telemetry: {}", slow)) {
      CompletableFuture<Map<String, Double>> request = new CompletableFuture<>();
      Thread asking = Thread.ofVirtual().start(() -> request.complete(obs.view().system()));
      await()
          .until(() ->
              asking.getState() == Thread.State.TIMED_WAITING
                  || asking.getState() == Thread.State.TERMINATED);
      release.countDown();
      assertEquals(7.0, request.join().get("slow_percent"));
    }
  }

  @Test
  void aProbeThatHangsDelaysNoRequestForever() throws Exception {
    try (Kernel obs = Fakes.start(folder, "telemetry: {}", slow)) {
      assertFalse(obs.view().system().containsKey("slow_percent"));
      assertFalse(obs.view().system().containsKey("slow_percent"));
    }
  }
}
