package dev.obs.bench.load;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import dev.obs.bench.load.ObsLog.Ids;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.nio.file.Path;
import net.logstash.logback.encoder.LogstashEncoder;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Lines of the peers, written on the calling thread. The ids of the span are put into the context
/// of the thread once, beforehand.
///
/// @param drain writes what is buffered
record PeerLog(Runnable line, Runnable drain) {
  private static final String NAME = "bench.Orders";

  static PeerLog open(Side side, Path file) throws IOException {
    return switch (side) {
      case LOG4J2 -> log4j2(file, false);
      case LOG4J2_FLUSHED -> log4j2(file, true);
      case LOGBACK -> logback(file, false);
      case LOGBACK_FLUSHED -> logback(file, true);
      case FLOOR -> {
        HandWritten floor = new HandWritten(file);
        yield new PeerLog(floor::line, floor::flush);
      }
      default -> throw new IllegalArgumentException(side + " writes no lines");
    };
  }

  private static PeerLog log4j2(Path file, boolean flushed) {
    System.setProperty("bench.file", file.toString());
    System.setProperty("bench.flush", Boolean.toString(flushed));
    System.setProperty("log4j2.configurationFile", "bench-log4j2.xml");
    ThreadContext.put("trace_id", LogLoad.TRACE_ID);
    ThreadContext.put("span_id", LogLoad.SPAN_ID);
    ThreadContext.put("trace_flags", "01");
    Logger logger = LogManager.getLogger(NAME);
    Ids ids = new Ids();
    return new PeerLog(() -> logger.info("order {} placed by {}", ids.next(), "alice"), () -> {});
  }

  private static PeerLog logback(Path file, boolean flushed) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.setImmediateFlush(flushed);
    appender.start();
    ch.qos.logback.classic.Logger logger = context.getLogger(NAME);
    logger.setAdditive(false);
    logger.addAppender(appender);
    MDC.put("trace_id", LogLoad.TRACE_ID);
    MDC.put("span_id", LogLoad.SPAN_ID);
    MDC.put("trace_flags", "01");
    Ids ids = new Ids();
    return new PeerLog(() -> logger.info("order {} placed by {}", ids.next(), "alice"), () -> {});
  }
}
