package dev.obs.bridge.slf4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/// A logger of SLF4J on top of one of `java.util.logging`, with its level.
///
/// Public for SLF4J, which calls [#log] by reflection when it replays the lines from the time of
/// its initialization.
public final class BridgeLogger extends LegacyAbstractLogger implements LoggingEventAware {
  private static final long serialVersionUID = 1L;

  private final transient Logger logger;
  private final transient ContextMap context;

  BridgeLogger(String name, Logger logger, ContextMap context) {
    this.name = name;
    this.logger = logger;
    this.context = context;
  }

  private static java.util.logging.Level level(Level level) {
    return switch (level) {
      case ERROR -> java.util.logging.Level.SEVERE;
      case WARN -> java.util.logging.Level.WARNING;
      case INFO -> java.util.logging.Level.INFO;
      case DEBUG -> java.util.logging.Level.FINE;
      case TRACE -> java.util.logging.Level.FINEST;
    };
  }

  private boolean isEnabled(Level level) {
    return logger.isLoggable(level(level));
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null; // BridgeRecord finds the caller
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    BridgeRecord record =
        new BridgeRecord(
            name, level(level), MessageFormatter.basicArrayFormat(message, arguments), thrown);
    record.add(context.current(), marker == null ? List.of() : List.of(marker), List.of());
    logger.log(record);
  }

  @Override
  public void log(LoggingEvent event) {
    if (!isEnabled(event.getLevel())) {
      return;
    }
    String thread = event.getThreadName();
    if (thread == null || (!thread.isEmpty() && isCurrent(thread))) {
      BridgeRecord record = record(event);
      record.add(context.current(), event.getMarkers(), event.getKeyValuePairs());
      logger.log(record);
    } else {
      replay(event, thread);
    }
  }

  private static boolean isCurrent(String thread) {
    return thread.equals(Thread.currentThread().getName());
  }

  /// The MDC and the span of this thread are not those of the line.
  @SuppressWarnings("try") // the scope is only closed
  private void replay(LoggingEvent event, String thread) {
    BridgeRecord record = record(event);
    record.add(Map.of(), event.getMarkers(), event.getKeyValuePairs());
    record.setThread(thread);
    try (Scope root = Context.root().makeCurrent()) {
      logger.log(record);
    }
  }

  private BridgeRecord record(LoggingEvent event) {
    Throwable explicit = event.getThrowable();
    FormattingTuple text =
        explicit == null
            ? MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
            : MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray(), explicit);
    BridgeRecord record =
        new BridgeRecord(name, level(event.getLevel()), text.getMessage(), text.getThrowable());
    record.setTime(event.getTimeStamp());
    return record;
  }
}
