package dev.obs.kernel.log;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// SLF4J, if the application or a library of Obs has it. The kernel does not depend on it.
public final class Slf4j {
  private static final String FACTORY = "org.slf4j.LoggerFactory";

  private Slf4j() {}

  /// Initializes SLF4J on this thread. Otherwise a thread of a probe might be the first to use it,
  /// and SLF4J would replay there the lines that the application writes meanwhile, without their
  /// spans. A missing or broken SLF4J is ignored: its user gets the error.
  ///
  /// @param from the class loader of the kernel's libraries
  public static void initialize(@Nullable ClassLoader from) {
    for (ClassLoader loader : loaders(Thread.currentThread().getContextClassLoader(), from)) {
      try {
        Class.forName(FACTORY, true, loader).getMethod("getILoggerFactory").invoke(null);
      } catch (Throwable unusable) {
        // absent, without a provider that works, or of another version
      }
    }
  }

  /// Returns the name of the class of SLF4J's factory of loggers; empty if there is none.
  ///
  /// @param loaders the first one that has SLF4J counts
  static String factory(Iterable<ClassLoader> loaders) {
    for (ClassLoader loader : loaders) {
      try {
        Object factory =
            Class.forName(FACTORY, true, loader).getMethod("getILoggerFactory").invoke(null);
        return factory.getClass().getName();
      } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
        // as above
      }
    }
    return "";
  }

  private static Iterable<ClassLoader> loaders(@Nullable ClassLoader... loaders) {
    return Arrays.stream(loaders).filter(Objects::nonNull).distinct().toList();
  }
}
