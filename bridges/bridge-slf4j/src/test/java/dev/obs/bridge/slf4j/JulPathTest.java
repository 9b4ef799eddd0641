package dev.obs.bridge.slf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Lines on their way to the kernel: past `java.util.logging`, or through it.
class JulPathTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Logger logger = LoggerFactory.getLogger("app.Path");
  private final java.util.logging.Logger jul = java.util.logging.Logger.getLogger("app.Path");
  private final java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
  private final List<Handler> handlers = List.of(root.getHandlers());
  private final InMemoryLogSink sink = new InMemoryLogSink();

  @AfterEach
  void restore() {
    SLF4JBridgeHandler.uninstall();
    List.of(root.getHandlers()).forEach(root::removeHandler);
    handlers.forEach(root::addHandler);
  }

  private List<String> arrived(Runnable action) {
    try (Obs obs =
        Obs.builder().with(sink).set("telemetry.logging.exporters", "in-memory").start()) {
      action.run();
      obs.flush(LIMIT);
    }
    return sink.records().stream().map(line -> line.getBodyValue().asString()).toList();
  }

  @Test
  void aHandlerOfTheApplicationGetsTheLineBesideTheKernel() {
    List<String> own = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            own.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    jul.addHandler(handler);
    try {
      assertEquals(List.of("both"), arrived(() -> logger.atInfo().addKeyValue("k", 1).log("both")));
    } finally {
      jul.removeHandler(handler);
    }
    assertEquals(List.of("k=1 both"), own);
    assertEquals(1, sink.records().getFirst().getAttributes().size() - 1);
  }

  @Test
  void aFilterOfTheApplicationFilters() {
    jul.setFilter(record -> !record.getMessage().contains("secret"));
    try {
      assertEquals(
          List.of("open"),
          arrived(() -> {
            logger.info("secret");
            logger.info("open");
          }));
    } finally {
      jul.setFilter(null);
    }
  }

  private boolean isCyclic() {
    return List.of(root.getHandlers()).stream().anyMatch(SLF4JBridgeHandler.class::isInstance);
  }

  @Test
  void julToSlf4jThatIsInstalledBeforeTheStartLeadsToNoCycle() {
    SLF4JBridgeHandler.install();
    assertEquals(
        List.of("one", "two"),
        arrived(() -> {
          logger.info("one");
          jul.info("two");
        }));
    assertFalse(isCyclic());
    jul.info("after the close");
    logger.info("after the close");
  }

  @Test
  void julToSlf4jThatIsInstalledWhileObsRunsLeadsToNoCycle() {
    assertEquals(
        List.of("one", "two"),
        arrived(() -> {
          SLF4JBridgeHandler.install();
          jul.info("one");
          logger.info("two");
        }));
    assertFalse(isCyclic());
  }

  @Test
  void julToSlf4jInThePlaceOfAllHandlersLosesNothing() {
    assertEquals(
        List.of("one", "two"),
        arrived(() -> {
          SLF4JBridgeHandler.removeHandlersForRootLogger();
          SLF4JBridgeHandler.install();
          jul.info("one");
          logger.info("two");
        }));
  }

  @Test
  void withoutAKernelThereIsNoCycleEither() {
    SLF4JBridgeHandler.install();
    logger.info("one");
    assertFalse(isCyclic());
    assertTrue(handlers.size() > 0);
  }
}
