package app;

import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import java.time.Duration;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// An application with Log4j's two bridges to and from SLF4J on its path, which uses neither
/// itself.
public final class CyclicApplication {
  private CyclicApplication() {}

  public static void main(String[] arguments) {
    InMemoryLogSink sink = new InMemoryLogSink();
    try (Obs obs =
        Obs.builder().with(sink).set("telemetry.logging.exporters", "console,in-memory").start()) {
      try {
        LoggerFactory.getLogger("app.Slf4j").info("refused");
      } catch (RuntimeException refused) {
        System.out.println("refused: " + refused.getMessage());
      }
      Logger.getLogger("app.Jul").info("goes on");
      obs.flush(Duration.ofSeconds(10));
    }
    sink.records().forEach(line -> System.out.println("got: " + line.getBodyValue().asString()));
  }
}
