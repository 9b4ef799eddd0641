package dev.obs.kernel.log;

import dev.obs.kernel.guard.KernelThreads;
import dev.obs.kernel.operation.Correlation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.context.Context;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/// Turns records of `java.util.logging` into OpenTelemetry's, on the thread that logs.
///
/// Lines of the kernel itself (loggers named `obs` and `obs.*`) and of whatever a sink's libraries
/// log while they work for a lane go to the console only, so that a failing sink never feeds
/// itself.
final class LogBridge extends Handler {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");
  private static final AttributeKey<String> THREAD = AttributeKey.stringKey("thread.name");
  private static final AttributeKey<String> CORRELATION =
      AttributeKey.stringKey(Correlation.ATTRIBUTE);

  private final LoggerProvider application;
  private final LoggerProvider own;
  private final KernelThreads threads;
  private final boolean correlate;
  private final Formatter text = new SimpleFormatter();
  private final ThreadLocal<Boolean> busy = new ThreadLocal<>();

  /// @param application leads to every log sink
  /// @param own leads to the console only
  /// @param correlate whether records carry trace, span and correlation ids
  LogBridge(
      LoggerProvider application, LoggerProvider own, KernelThreads threads, boolean correlate) {
    this.application = application;
    this.own = own;
    this.threads = threads;
    this.correlate = correlate;
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record) || busy.get() != null) {
      return; // busy: a line about logging this line would never end
    }
    busy.set(true);
    try {
      emit(record);
    } catch (RuntimeException failure) {
      reportError(null, failure, java.util.logging.ErrorManager.FORMAT_FAILURE);
    } finally {
      busy.remove();
    }
  }

  private void emit(LogRecord record) {
    String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    LogRecordBuilder out =
        (isOwn(logger) ? own : application)
            .get(logger)
            .logRecordBuilder()
            .setTimestamp(record.getInstant())
            .setSeverity(Severities.of(record.getLevel()))
            .setSeverityText(record.getLevel().getName())
            .setBody(message(record))
            .setAttribute(THREAD, Thread.currentThread().getName());
    if (correlate) {
      String id = Correlation.of(Context.current());
      if (id != null) {
        out.setAttribute(CORRELATION, id);
      }
    } else {
      out.setContext(Context.root());
    }
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      out.setAttribute(TYPE, thrown.getClass().getName());
      out.setAttribute(TRACE, trace.toString());
      if (thrown.getMessage() != null) {
        out.setAttribute(MESSAGE, thrown.getMessage());
      }
    }
    out.emit();
  }

  private String message(LogRecord record) {
    String message = text.formatMessage(record);
    return message == null ? "" : message;
  }

  private boolean isOwn(String logger) {
    return logger.equals("obs") || logger.startsWith("obs.") || threads.isLaneThread();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {} // the log manager closes handlers when the JVM ends, before our last lines
}
