package dev.obs.bridge.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.obs.api.Obs;
import dev.obs.testkit.InMemoryLogSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Appenders that a program puts together.
class AsyncLinesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger logger = context.getLogger("app.Async");
  private final ObsAppender appender = new ObsAppender();
  private final InMemoryLogSink sink = new InMemoryLogSink();

  @AfterEach
  void restore() {
    logger.detachAndStopAllAppenders();
    logger.setAdditive(true);
    appender.stop();
  }

  private Obs start() {
    return Obs.builder().with(sink).set("telemetry.logging.exporters", "in-memory").start();
  }

  private void prepare() {
    appender.setContext(context);
    appender.setName("obs");
    logger.setAdditive(false);
  }

  @Test
  void aLineBehindAnAsyncAppenderHasItsOwnThreadAndNoForeignIds() {
    prepare();
    appender.start();
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.addAppender(appender);
    async.start();
    logger.addAppender(async);
    try (Obs obs = start()) {
      try (var operation = obs.operations().start("op", "job-7")) {
        logger.info("later");
        LogRecordData line = sink.await(1, LIMIT).getFirst();
        assertFalse(line.getSpanContext().isValid(), operation::toString);
        assertEquals(
            Thread.currentThread().getName(),
            line.getAttributes().get(AttributeKey.stringKey("thread.name")));
      }
    }
  }

  @Test
  void aFilterThatThrowsNeverReachesTheApplication() {
    prepare();
    appender.addFilter(
        new Filter<>() {
          @Override
          public FilterReply decide(ILoggingEvent event) {
            if (event.getMessage().equals("bad")) {
              throw new IllegalStateException("no decision");
            }
            return event.getMessage().equals("denied") ? FilterReply.DENY : FilterReply.NEUTRAL;
          }
        });
    appender.start();
    logger.addAppender(appender);
    try (Obs obs = start()) {
      logger.info("bad");
      logger.info("denied");
      logger.info("good");
      assertTrue(obs.flush(LIMIT));
    }
    assertEquals(1, sink.records().size());
    assertEquals("good", sink.records().getFirst().getBodyValue().asString());
  }
}
