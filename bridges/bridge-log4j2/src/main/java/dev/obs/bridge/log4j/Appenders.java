package dev.obs.bridge.log4j;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.status.StatusLogger;
import org.jspecify.annotations.Nullable;

/// The appenders of a configuration, among which an appender of Obs finds its place. Thread-safe.
final class Appenders {
  private final Configuration configuration;
  private volatile @Nullable Found found;

  /// @param several whether there are several appenders of Obs
  /// @param onConsole whether an appender of the root logger writes on the console
  private record Found(boolean several, boolean onConsole) {}

  Appenders(Configuration configuration) {
    this.configuration = configuration;
  }

  /// Whether the configuration has an appender of Obs, other than the attached one.
  static boolean isConfigured(Configuration configuration) {
    return configuration.getAppenders().values().stream().anyMatch(ObsAppender.class::isInstance);
  }

  boolean isOnConsole() {
    return found().onConsole();
  }

  /// Whether an appender passes an event on, rather than another one of Obs that gets it, too: the
  /// first on the way to the root logger whose reference has no filter. Events have no identity by
  /// which to know them, because Log4j uses them again.
  @SuppressWarnings("ReferenceEquality") // an appender is its own identity
  boolean isFirst(ObsAppender appender, LogEvent event) {
    if (!found().several()) {
      return true;
    }
    LoggerConfig logger = configuration.getLoggerConfig(event.getLoggerName());
    while (logger != null) {
      Appender first = first(logger);
      if (first != null) {
        return first == appender;
      }
      logger = logger.isAdditive() ? logger.getParent() : null;
    }
    return true;
  }

  private static @Nullable Appender first(LoggerConfig logger) {
    List<AppenderRef> references = logger.getAppenderRefs();
    for (AppenderRef reference : references) {
      if (reference.getLevel() == null
          && reference.getFilter() == null
          && logger.getAppenders().get(reference.getRef()) instanceof ObsAppender appender
          && appender.getFilter() == null) {
        return appender;
      }
    }
    return null;
  }

  /// Looks at the configuration when the first event comes: it is complete by then.
  private Found found() {
    Found known = found;
    if (known == null) {
      long obs =
          configuration.getAppenders().values().stream()
              .filter(ObsAppender.class::isInstance)
              .count();
      known =
          new Found(
              obs > 1,
              isOnConsole(configuration.getRootLogger().getAppenders().values(), new HashSet<>()));
      found = known;
      if (known.several()) {
        StatusLogger.getLogger()
            .error(
                "Several appenders of Obs are configured. An event that some of them get arrives"
                    + " once; one of them at the root logger is enough.");
      }
    }
    return known;
  }

  private boolean isOnConsole(Iterable<Appender> appenders, Set<String> seen) {
    for (Appender appender : appenders) {
      if (appender instanceof ConsoleAppender
          || (appender instanceof AsyncAppender async && isOnConsole(async, seen))) {
        return true;
      }
    }
    return false;
  }

  private boolean isOnConsole(AsyncAppender async, Set<String> seen) {
    for (String name : async.getAppenderRefStrings()) {
      Appender appender = configuration.getAppender(name);
      if (appender != null && seen.add(name) && isOnConsole(List.of(appender), seen)) {
        return true;
      }
    }
    return false;
  }
}
