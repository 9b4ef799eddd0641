package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.kernel.supervision.KernelThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The root logger and the kernel's own loggers: the lines that reach the console and other sinks.
class LogTakeoverTest {
  @RegisterExtension final LogFixture fixture = LogFixture.own();

  @Test
  void everyKindOfLoggerArrives() throws Exception {
    ObjectMapper json = new ObjectMapper();
    fixture.start(true, true);
    System.getLogger("a.SystemLogger").log(System.Logger.Level.INFO, "one");
    Logger.getLogger("b.Jul").warning("two");
    org.slf4j.LoggerFactory.getLogger("c.Slf4j").error("three {}", 3);
    List<String> seen = new ArrayList<>();
    for (String line : fixture.lines()) {
      JsonNode node = json.readTree(line);
      seen.add(
          node.get("logger").asText()
              + " "
              + node.get("level").asText()
              + " "
              + node.get("message").asText());
    }
    assertEquals(
        List.of("a.SystemLogger INFO one", "b.Jul WARN two", "c.Slf4j ERROR three 3"), seen);
  }

  @Test
  void belowTheLevelNothingIsLogged() throws Exception {
    fixture.start(true, true);
    Logger.getLogger("app").finer("too fine");
    Logger.getLogger("app").fine("fine enough");
    assertEquals("DEBUG", fixture.line().get("level").asText());
  }

  @Test
  void ourOwnLinesAndThoseOfSinksAtWorkStayOnTheConsole() throws Exception {
    KernelThreads threads = fixture.supervisor().threads();
    fixture.start(true, true);
    System.getLogger("dev.obs.otlp").log(System.Logger.Level.WARNING, "cannot deliver");
    Thread sink =
        threads.laneThread("test", () -> Logger.getLogger("some.library").warning("refused"));
    sink.start();
    sink.join();
    Thread[] child = new Thread[1];
    Thread parent =
        threads.laneThread(
            "test",
            () -> {
              child[0] = new Thread(() -> Logger.getLogger("some.library").warning("again"));
              child[0].start();
            });
    parent.start();
    parent.join();
    child[0].join();
    Thread[] virtual = new Thread[1];
    Thread client =
        threads.laneThread(
            "test",
            () -> {
              virtual[0] =
                  Thread.ofVirtual().start(() -> Logger.getLogger("a.client").warning("and again"));
            });
    client.start();
    client.join();
    virtual[0].join();
    Logger.getLogger("app").info("of the application");
    assertEquals(5, fixture.lines().size());
    assertEquals(
        List.of("of the application"),
        fixture.shipped().stream().map(record -> record.getBodyValue().asString()).toList());
  }

  @Test
  void applicationsMayUseTheNamesOfObs() throws Exception {
    fixture.start(true, true);
    List<String> names =
        List.of("obs", "obs.billing.Invoice", "dev.obs.example.Shop", "dev.observatory", "dev");
    for (String name : names) {
      Logger.getLogger(name).severe("x");
    }
    System.getLogger("dev.obs").log(System.Logger.Level.WARNING, "our own");
    assertEquals(names.size() + 1, fixture.lines().size());
    assertEquals(
        names,
        fixture.shipped().stream()
            .map(record -> record.getInstrumentationScopeInfo().getName())
            .toList());
  }

  @Test
  void whatTheKernelSaysWhileItClosesIsStillALineOfTheConsole() throws InterruptedException {
    fixture.start(true, true);
    fixture.logs().giveBack();
    System.getLogger("dev.obs").log(System.Logger.Level.WARNING, "cannot deliver");
    Logger.getLogger("app").fine("the application's own again");
    List<String> lines = fixture.lines();
    assertEquals(1, lines.size(), () -> "" + lines);
    assertTrue(lines.getFirst().contains("\"message\":\"cannot deliver\""), lines.getFirst());
    fixture.logs().close();
    assertEquals(0, Logger.getLogger("dev.obs").getHandlers().length);
    assertTrue(Logger.getLogger("dev.obs").getUseParentHandlers());
  }

  @Test
  void theRootLoggerIsGivenBack() {
    Logger root = Logger.getLogger("");
    List<Handler> handlers = List.of(root.getHandlers());
    Level level = root.getLevel();
    fixture.start(true, true);
    assertEquals(1, root.getHandlers().length);
    fixture.logs().close();
    assertEquals(handlers, List.of(root.getHandlers()));
    assertEquals(level, root.getLevel());
  }
}
