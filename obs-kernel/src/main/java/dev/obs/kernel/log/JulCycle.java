package dev.obs.kernel.log;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Logger;

/// The cycle of `jul-to-slf4j`, which leads `java.util.logging` to SLF4J, and a provider of SLF4J
/// that leads back. A line would go round until the stack is full, so the handler that leads to
/// SLF4J is removed from the root logger, with a warning.
final class JulCycle implements BooleanSupplier {
  private static final System.Logger LOG = System.getLogger(OwnLoggers.ROOT);

  /// The handler of `jul-to-slf4j`.
  static final String HANDLER = "org.slf4j.bridge.SLF4JBridgeHandler";

  private static final List<String> LEADING_BACK =
      List.of("org.slf4j.jul.", "dev.obs.bridge.slf4j.");

  private final Logger root = Logger.getLogger("");
  private final String provider;

  private JulCycle(String provider) {
    this.provider = provider;
  }

  /// Returns the cycle, if SLF4J leads back.
  ///
  /// @param factory the name of the class of SLF4J's loggers' factory, empty if there is none
  static Optional<JulCycle> of(String factory) {
    return LEADING_BACK.stream().anyMatch(factory::startsWith)
        ? Optional.of(new JulCycle(factory))
        : Optional.empty();
  }

  /// Whether a handler closes the cycle.
  static boolean isClosedBy(Handler handler) {
    return handler.getClass().getName().equals(HANDLER);
  }

  /// Removes the handler from the root logger, to which the application may have added it.
  ///
  /// @return whether it was there; it gets the current record all the same
  @Override
  public boolean getAsBoolean() {
    boolean removed = false;
    Handler[] handlers = root.getHandlers();
    if (handlers.length > 1) {
      for (Handler handler : handlers) {
        if (isClosedBy(handler)) {
          root.removeHandler(handler);
          removed = true;
        }
      }
    }
    if (removed) {
      warn();
    }
    return removed;
  }

  void warn() {
    LOG.log(
        System.Logger.Level.WARNING,
        "java.util.logging and SLF4J lead to each other: {0} is installed and SLF4J''s provider is"
            + " {1}; the handler is removed, so that lines arrive once; remove jul-to-slf4j from"
            + " the path",
        HANDLER,
        provider);
  }
}
