package dev.obs.bridge.slf4j;

import dev.obs.spi.LogIntake;
import dev.obs.spi.LogIntakes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Logger;

/// The handlers that a line would reach by `java.util.logging`.
final class JulPath {
  private static final String CYCLE = "org.slf4j.bridge.SLF4JBridgeHandler";
  private static final Logger ROOT = Logger.getLogger("");
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private JulPath() {}

  /// Returns the entrance of the running kernel, if a line would reach the kernel only: then
  /// `java.util.logging` may be passed over. An application that has a filter or handlers of its
  /// own keeps them.
  static Optional<LogIntake> shortcut(Logger logger) {
    Optional<LogIntake> intake = LogIntakes.current();
    return intake.isPresent() && leadsOnlyTo(intake.get(), logger) ? intake : Optional.empty();
  }

  @SuppressWarnings("ReferenceEquality") // the kernel's entrance is its handler
  private static boolean leadsOnlyTo(Object intake, Logger first) {
    if (first.getFilter() != null) {
      return false;
    }
    Logger logger = first;
    while (logger != null) {
      Handler[] handlers = logger.getHandlers();
      Logger parent = logger.getParent();
      if (handlers.length > 0) {
        return parent == null && handlers.length == 1 && handlers[0] == intake;
      }
      if (!logger.getUseParentHandlers()) {
        return false;
      }
      logger = parent;
    }
    return true; // there is no handler at all
  }

  /// Removes the handler of `jul-to-slf4j` from the root logger, if there is one: it would bring a
  /// line back here, until the stack is full. Says so once.
  static void breakCycle() {
    for (Handler handler : ROOT.getHandlers()) {
      if (handler.getClass().getName().equals(CYCLE)) {
        ROOT.removeHandler(handler);
        if (WARNED.compareAndSet(false, true)) {
          Logger.getLogger("dev.obs")
              .warning(
                  "SLF4J and java.util.logging lead to each other: "
                      + CYCLE
                      + " is installed and bridge-slf4j is SLF4J's provider; the handler is"
                      + " removed, so that lines arrive once; remove jul-to-slf4j from the path");
        }
      }
    }
  }
}
