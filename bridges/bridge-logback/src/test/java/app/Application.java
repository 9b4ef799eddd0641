package app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/// An application that logs with Logback before, during and after its use of Obs, in a process of
/// its own. It prints each line that Logback's own appender has as `own: ...`, and each that
/// arrived at a sink of Obs as `got: ...`.
public final class Application {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Logger LOGGER = LoggerFactory.getLogger("app.Orders");
  private static final Logger AUDIT = LoggerFactory.getLogger("app.audit.Log");

  private Application() {}

  /// @param arguments the file of Logback's configuration
  public static void main(String[] arguments) throws Exception {
    LOGGER.info("before");
    InMemoryLogSink sink = new InMemoryLogSink();
    String trace;
    try (Obs obs =
        Obs.builder().with(sink).set("telemetry.logging.exporters", "console,in-memory").start()) {
      trace = write(obs);
      configureAgain(arguments[0]);
      LOGGER.info("after a reset");
      java.util.logging.Logger.getLogger("app.Jul").warning("of java.util.logging");
      obs.flush(LIMIT);
    }
    LOGGER.info("after the close");
    for (LogRecordData line : sink.records()) {
      System.out.println("got: " + text(line, trace));
    }
  }

  private static String write(Obs obs) throws InterruptedException {
    Marker audit = MarkerFactory.getMarker("AUDIT");
    MDC.put("user", "u1");
    LOGGER
        .atWarn()
        .addMarker(audit)
        .addKeyValue("id", 42)
        .addKeyValue("ok", true)
        .addKeyValue("amount", 37.5)
        .addKeyValue("list", List.of(1, 2))
        .addKeyValue("map", Map.of("deep", "x"))
        .addKeyValue("unit", TimeUnit.DAYS)
        .log("order {} placed", 7);
    MDC.clear();
    LOGGER.error("failed", new IllegalStateException("no disk"));
    LOGGER.debug("debug");
    LOGGER.trace("trace");
    LOGGER.info(
        "outer {}",
        new Object() {
          @Override
          public String toString() {
            LOGGER.info("inner");
            return "V";
          }
        });
    Thread writer = new Thread(() -> LOGGER.info("of another thread"), "writer");
    writer.start();
    writer.join();
    AUDIT.info("audited");
    try (var operation = obs.operations().start("op", "job-7")) {
      LOGGER.info("in an operation");
      return operation.span().getSpanContext().getTraceId();
    }
  }

  /// As a changed file and Spring Boot do it.
  private static void configureAgain(String file) throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL url = Path.of(file).toUri().toURL();
    configurator.doConfigure(url);
  }

  private static String text(LogRecordData line, String trace) {
    Map<String, String> attributes = new TreeMap<>();
    line.getAttributes()
        .forEach((key, value) -> attributes.put(key.getKey(), key.getType() + " " + shown(value)));
    long age = System.currentTimeMillis() - line.getTimestampEpochNanos() / 1_000_000;
    return line.getInstrumentationScopeInfo().getName()
        + " "
        + line.getSeverity()
        + " "
        + line.getSeverityText()
        + " ["
        + line.getBodyValue().asString()
        + "] "
        + attributes
        + (line.getSpanContext().getTraceId().equals(trace) ? " in its span" : "")
        + (age >= 0 && age < 60_000 ? "" : " at a wrong time");
  }

  private static String shown(Object value) {
    String text = value instanceof Value<?> typed ? typed.asString() : value.toString();
    return text.lines().findFirst().orElse("");
  }
}
