package app;

import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;

/// An application that logs with Log4j before, during and after its use of Obs, in a process of its
/// own. It prints each line that Log4j's own appender has as `own: ...`, and each that arrived at a
/// sink of Obs as `got: ...`.
public final class Application {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Logger LOGGER = LogManager.getLogger("app.Orders");
  private static final Logger AUDIT = LogManager.getLogger("app.audit.Log");

  private Application() {}

  /// A map with values of several types.
  private static final class Values extends MapMessage<Values, Object> {
    private static final long serialVersionUID = 1L;
  }

  public static void main(String[] arguments) throws Exception {
    LOGGER.info("before");
    InMemoryLogSink sink = new InMemoryLogSink();
    String trace;
    try (Obs obs =
        Obs.builder().with(sink).set("telemetry.logging.exporters", "console,in-memory").start()) {
      trace = write(obs);
      ((LoggerContext) LogManager.getContext(false)).reconfigure();
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
    ThreadContext.put("user", "u1");
    ThreadContext.push("step 1");
    LOGGER.warn(
        MarkerManager.getMarker("CARD").setParents(MarkerManager.getMarker("AUDIT")),
        "order {} placed",
        7);
    ThreadContext.clearAll();
    Values values = new Values();
    LOGGER.info(
        values.with("id", 42).with("ok", true).with("amount", 37.5).with("message", "mapped"));
    StringMapMessage map = new StringMapMessage();
    map.put("k", "v");
    LOGGER.info(map);
    StructuredDataMessage structured = new StructuredDataMessage("audit@1", "transfer", "pay");
    structured.put("sum", "10");
    LOGGER.info(structured);
    LOGGER.error("failed", new IllegalStateException("no disk"));
    LOGGER.fatal("fatal");
    LOGGER.log(Level.forName("NOTICE", 350), "noticed");
    LOGGER.debug("debug");
    LOGGER.trace("trace");
    Thread writer = new Thread(() -> LOGGER.info("of another thread"), "writer");
    writer.start();
    writer.join();
    AUDIT.info("audited");
    try (var operation = obs.operations().start("op", "job-7")) {
      LOGGER.info("in an operation");
      return operation.span().getSpanContext().getTraceId();
    }
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
