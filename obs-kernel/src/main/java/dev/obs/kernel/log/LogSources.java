package dev.obs.kernel.log;

import dev.obs.kernel.log.RootLogger.Role;
import dev.obs.model.SafeText;
import dev.obs.spi.LogSource;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/// The logging frameworks of the application and the bridges that are attached to them. A bridge
/// that fails costs its own lines only, with one warning.
final class LogSources {
  private static final System.Logger LOG = System.getLogger(OwnLoggers.ROOT);
  private static final String SLF4J_TO_LOG4J = "org.apache.logging.slf4j.Log4jLogger";
  private static final String LOG4J_TO_SLF4J = "org.apache.logging.slf4j.SLF4JProvider";
  private static final String LOG4J_JUL = "org.apache.logging.log4j.jul.";

  private final List<ClassLoader> loaders;
  private final String slf4j;
  private final List<Runnable> attached = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private LogSources(List<ClassLoader> loaders) {
    this.loaders = loaders;
    slf4j = Slf4j.factory(loaders);
  }

  /// Attaches all bridges to frameworks in use.
  static LogSources attach() {
    LogSources sources =
        new LogSources(
            Stream.of(
                    Thread.currentThread().getContextClassLoader(),
                    LogSources.class.getClassLoader())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    Set<Class<?>> seen = new HashSet<>();
    sources.loaders.forEach(loader -> sources.attachAll(loader, seen));
    if (sources.slf4j.startsWith(SLF4J_TO_LOG4J) && sources.exists(LOG4J_TO_SLF4J)) {
      sources.problems.add(
          "SLF4J and Log4j lead to each other: log4j-slf4j2-impl and log4j-to-slf4j are both on the"
              + " path, so their lines reach neither; remove log4j-to-slf4j");
    }
    return sources;
  }

  private void attachAll(ClassLoader loader, Set<Class<?>> seen) {
    Iterator<LogSource> found = ServiceLoader.load(LogSource.class, loader).iterator();
    for (Optional<LogSource> source = next(found); source.isPresent(); source = next(found)) {
      if (seen.add(source.get().getClass())) {
        attach(source.get());
      }
    }
  }

  /// The next one that can be loaded; the number of attempts is limited, because a broken provider
  /// may stay the next one.
  private Optional<LogSource> next(Iterator<LogSource> found) {
    for (int attempt = 0; attempt < 10; attempt++) {
      try {
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
      } catch (Throwable unusable) { // ServiceConfigurationError, or a missing class
        problems.add("a bridge cannot be loaded: " + cause(unusable));
      }
    }
    return Optional.empty();
  }

  private void attach(LogSource source) {
    try {
      source.attach().ifPresent(attached::add);
    } catch (NoClassDefFoundError missing) {
      problems.add(
          "the bridge for "
              + SafeText.of(source.name())
              + " is on the path without its framework: "
              + cause(missing)
              + "; its lines do not reach Obs, so add the framework or remove the bridge");
    } catch (Throwable failure) {
      problems.add(
          "the bridge for "
              + SafeText.of(source.name())
              + " cannot be attached: "
              + cause(failure)
              + "; the application's own appenders are not affected");
    }
  }

  private static String cause(Throwable failure) {
    Throwable cause = SafeText.cause(failure);
    return SafeText.of(cause == null ? failure : cause);
  }

  /// The name of the class of SLF4J's factory; empty if there is none.
  String slf4j() {
    return slf4j;
  }

  /// Our part at the root logger of `java.util.logging`.
  Role role() {
    if (attached.isEmpty() && backend().isEmpty()) {
      return Role.ALONE;
    }
    return LogManager.getLogManager().getClass().getName().startsWith(LOG4J_JUL)
            || exists(JulCycle.HANDLER)
            || exists(LOG4J_JUL + "Log4jBridgeHandler")
        ? Role.ABSENT
        : Role.BESIDE;
  }

  /// The framework behind SLF4J that has appenders of its own.
  private Optional<String> backend() {
    if (slf4j.startsWith("ch.qos.logback.")) {
      return Optional.of("Logback");
    }
    return slf4j.startsWith("org.apache.logging.slf4j.") ? Optional.of("Log4j") : Optional.empty();
  }

  private boolean exists(String type) {
    for (ClassLoader loader : loaders) {
      try {
        Class.forName(type, false, loader);
        return true;
      } catch (ClassNotFoundException | LinkageError absent) {
        // the next one
      }
    }
    return false;
  }

  /// Logs what went wrong, once the lines have a place to go.
  void report() {
    problems.stream().distinct().forEach(problem -> LOG.log(Level.WARNING, problem));
    if (attached.isEmpty() && problems.isEmpty()) {
      backend()
          .ifPresent(name ->
              LOG.log(
                  Level.WARNING,
                  "the application logs with "
                      + name
                      + ", whose lines do not reach Obs: add dev.obs:bridge-"
                      + (name.equals("Logback") ? "logback" : "log4j2")
                      + " to the path"));
    }
  }

  void detach() {
    for (Runnable end : attached) {
      try {
        end.run();
      } catch (Throwable failure) {
        LOG.log(Level.WARNING, "a bridge cannot be detached: " + cause(failure));
      }
    }
    attached.clear();
  }
}
