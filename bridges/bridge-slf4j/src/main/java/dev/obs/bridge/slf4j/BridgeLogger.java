package dev.obs.bridge.slf4j;

import dev.obs.spi.LogIntake;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/// A logger of SLF4J with the level of one of `java.util.logging`. Its lines go to the running
/// kernel straight, unless the application has handlers on the way ([JulPath]).
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

  static java.util.logging.Level level(Level level) {
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
    write(
        new BridgeEntry(
            name,
            Instant.now(),
            level,
            text(MessageFormatter.basicArrayFormat(message, arguments)),
            thrown,
            context.current(),
            marker == null ? null : List.of(marker),
            null,
            null));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void write(BridgeEntry entry) {
    Optional<LogIntake> shortcut = JulPath.shortcut(logger);
    if (shortcut.isEmpty()) {
      JulPath.breakCycle();
      shortcut = JulPath.shortcut(logger);
    }
    if (shortcut.isPresent()) {
      shortcut.get().accept(entry);
    } else if (entry.writer() == null) {
      logger.log(new BridgeRecord(entry));
    } else {
      BridgeRecord record = new BridgeRecord(entry);
      Context.root().wrap(() -> logger.log(record)).run(); // this thread's span is not the line's
    }
  }

  @Override
  public void log(LoggingEvent event) {
    if (!isEnabled(event.getLevel())) {
      return;
    }
    Throwable explicit = event.getThrowable();
    FormattingTuple text =
        explicit == null
            ? MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray())
            : MessageFormatter.arrayFormat(event.getMessage(), event.getArgumentArray(), explicit);
    String thread = event.getThreadName();
    boolean here = thread == null || (!thread.isEmpty() && isCurrent(thread));
    write(
        new BridgeEntry(
            name,
            event.getTimeStamp() > 0 ? Instant.ofEpochMilli(event.getTimeStamp()) : Instant.now(),
            event.getLevel(),
            text(text.getMessage()),
            text.getThrowable(),
            here ? context.current() : Map.of(), // this thread's MDC is not the line's
            event.getMarkers(),
            event.getKeyValuePairs(),
            here ? null : thread));
  }

  private static boolean isCurrent(String thread) {
    return thread.equals(Thread.currentThread().getName());
  }
}
