package app;

import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import java.time.Duration;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// An application that leads `java.util.logging` to SLF4J, as Spring Boot does.
public final class JulApplication {
  private JulApplication() {}

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Logger logger = Logger.getLogger("app.Jul");
    logger.info("before");
    InMemoryLogSink sink = new InMemoryLogSink();
    try (Obs obs =
        Obs.builder().with(sink).set("telemetry.logging.exporters", "console,in-memory").start()) {
      logger.info("during");
      obs.flush(Duration.ofSeconds(10));
    }
    logger.info("after");
    sink.records().forEach(line -> System.out.println("got: " + line.getBodyValue().asString()));
  }
}
