package dev.obs.bridge.slf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

/// The time in which SLF4J initializes itself.
class InitializationTest {
  @Test
  void linesRightAfterTheStartKeepTheirThreadAndSpan() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dslf4j.provider=" + SlowProvider.class.getName(),
                EarlyLines.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals(
        IntStream.range(0, 20).mapToObj(i -> "line " + i + " of main in its span").toList(),
        output.lines().filter(line -> line.startsWith("line ")).toList(),
        output);
  }

  @Test
  void aLineThatSlf4jReplaysHasItsOwnThreadAndTimeAndNoForeignSpan() throws Exception {
    LinkedBlockingQueue<SubstituteLoggingEvent> events = new LinkedBlockingQueue<>();
    SubstituteLogger early = new SubstituteLogger("app.Early", events, false);
    Thread writer = new Thread(() -> early.info("early {}", 1), "writer");
    writer.start();
    writer.join();
    SubstituteLoggingEvent event = events.take();

    List<LogRecord> records = new ArrayList<>();
    List<Boolean> spans = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
            spans.add(Span.current().getSpanContext().isValid());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger target = Logger.getLogger("app.Early");
    target.addHandler(handler);
    ContextMap context = new ContextMap();
    context.put("user", "of another thread");
    early.setDelegate(new BridgeLogger("app.Early", target, context));
    assertTrue(early.isDelegateEventAware());
    Span foreign =
        Span.wrap(
            SpanContext.create(
                "1".repeat(32), "2".repeat(16), TraceFlags.getSampled(), TraceState.getDefault()));
    try (Scope _ = foreign.makeCurrent()) {
      early.log(event);
    } finally {
      target.removeHandler(handler);
    }

    assertEquals(List.of(false), spans);
    BridgeRecord record = (BridgeRecord) records.getFirst();
    assertEquals("early 1", record.message());
    assertEquals(event.getTimeStamp(), record.getInstant().toEpochMilli());
    assertEquals("{thread.name=\"writer\"}", record.attributes().toString());
    assertNull(record.getSourceClassName());
    assertFalse(record.getLoggerName().isEmpty());
  }
}
