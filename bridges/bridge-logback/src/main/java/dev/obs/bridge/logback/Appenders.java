package dev.obs.bridge.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The appenders of Obs in one context of Logback. Thread-safe.
final class Appenders {
  // not the context's own lock, whose type differs between versions of Logback
  static final Object LOCK = new Object();

  private static final String KEY = "dev.obs.bridge.logback";

  /// The name of the appender that is attached by the start of Obs.
  static final String ATTACHED = "obs (attached)";

  private final List<ObsAppender> started = new CopyOnWriteArrayList<>();

  /// The event that this thread has passed on last, while there are several appenders.
  @SuppressWarnings("ThreadLocalUsage") // there is one for each context of Logback
  private final ThreadLocal<@Nullable ILoggingEvent> last = new ThreadLocal<>();

  /// Returns those of a context. A reset of the context forgets them, and stops all appenders.
  static Appenders of(LoggerContext context) {
    synchronized (LOCK) {
      if (context.getObject(KEY) instanceof Appenders known) {
        return known;
      }
      Appenders made = new Appenders();
      context.putObject(KEY, made);
      return made;
    }
  }

  void started(ObsAppender appender, LoggerContext context) {
    if (!ATTACHED.equals(appender.getName())) {
      root(context).detachAppender(ATTACHED); // the configuration has its own
      started.removeIf(other -> ATTACHED.equals(other.getName()));
      if (!started.isEmpty() && !started.contains(appender)) {
        appender.addWarn(
            "Several appenders of Obs are configured: '"
                + started.get(0).getName()
                + "' and '"
                + appender.getName()
                + "'. An event that both get arrives once; one of them at the root logger is"
                + " enough.");
      }
    }
    if (!started.contains(appender)) {
      started.add(appender);
    }
  }

  void stopped(ObsAppender appender) {
    started.remove(appender);
  }

  /// Whether the configuration has an appender of Obs.
  boolean isConfigured() {
    return started.stream().anyMatch(appender -> !ATTACHED.equals(appender.getName()));
  }

  /// Whether no other appender has passed the event on.
  @SuppressWarnings("ReferenceEquality") // all appenders get the same event
  boolean isFirst(ILoggingEvent event) {
    if (started.size() < 2) {
      return true;
    }
    if (last.get() == event) {
      return false;
    }
    last.set(event);
    return true;
  }

  /// Whether an appender of the root logger writes on the console. It is looked for in each case,
  /// because the configuration may change at any time.
  static boolean isOnConsole(AppenderAttachable<ILoggingEvent> parent) {
    for (Iterator<Appender<ILoggingEvent>> all = parent.iteratorForAppenders(); all.hasNext(); ) {
      Appender<ILoggingEvent> appender = all.next();
      if (appender instanceof ConsoleAppender && appender.isStarted()) {
        return true;
      }
      if (appender instanceof AppenderAttachable) { // such as an AsyncAppender
        @SuppressWarnings("unchecked") // of the same events
        AppenderAttachable<ILoggingEvent> others = (AppenderAttachable<ILoggingEvent>) appender;
        if (isOnConsole(others)) {
          return true;
        }
      }
    }
    return false;
  }

  static Logger root(LoggerContext context) {
    return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
