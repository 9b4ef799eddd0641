package app;

import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An application that logs with SLF4J, whose provider is Log4j.
public final class Slf4jApplication {
  private Slf4jApplication() {}

  public static void main(String[] arguments) {
    Logger logger = LoggerFactory.getLogger("app.Orders");
    InMemoryLogSink sink = new InMemoryLogSink();
    try (Obs obs =
        Obs.builder().with(sink).set("telemetry.logging.exporters", "console,in-memory").start()) {
      logger.atInfo().addKeyValue("id", 42).log("by SLF4J");
      obs.flush(Duration.ofSeconds(10));
    }
    sink.records()
        .forEach(line ->
            System.out.println(
                "got: " + line.getBodyValue().asString() + " " + line.getAttributes().asMap()));
  }
}
