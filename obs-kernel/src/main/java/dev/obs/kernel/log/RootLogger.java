package dev.obs.kernel.log;

import dev.obs.kernel.supervision.ProcessEnd;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The root logger of `java.util.logging` while the kernel runs, and the kernel's own loggers,
/// which are given back a little later.
final class RootLogger implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Logger own =
      Logger.getLogger(OwnLoggers.ROOT); // held, or its handler could be collected
  private final Level level = root.getLevel();
  private final List<Handler> handlers = List.of(root.getHandlers());
  private final boolean ownHadParents = own.getUseParentHandlers();
  private final Handler ours;
  private final Role role;
  private final boolean cycle;
  private volatile boolean given;
  private volatile @Nullable Level kept;

  /// What our handler is at the root logger.
  enum Role {
    /// The only handler: it takes the place of the others.
    ALONE,
    /// One more handler: the application's logging framework has handlers of its own there.
    BESIDE,
    /// None: records reach the application's logging framework, which passes them on.
    ABSENT
  }

  /// @param threshold the level of the root logger, if our handler is the only one
  /// @param cycle whether a handler that leads to SLF4J would close a cycle
  RootLogger(Handler ours, Level threshold, Role role, boolean cycle) {
    this.ours = ours;
    this.role = role;
    this.cycle = cycle;
    if (role == Role.ALONE) {
      handlers.forEach(root::removeHandler);
      root.addHandler(ours);
      root.setLevel(threshold);
      return;
    }
    if (role == Role.BESIDE) {
      root.addHandler(ours);
    }
    own.addHandler(ours);
    own.setUseParentHandlers(false);
  }

  /// Whether a handler was installed before that would have closed a cycle.
  boolean hadCycle() {
    return cycle && handlers.stream().anyMatch(JulCycle::isClosedBy);
  }

  /// Whether one of the other handlers writes on the console.
  boolean isOnConsole() {
    return role == Role.BESIDE && handlers.stream().anyMatch(ConsoleHandler.class::isInstance);
  }

  /// Installs our handler again if the log manager has removed it because the process ends: lines
  /// of other shutdown hooks are to arrive. The log manager does it once for each of its contexts,
  /// and is about to reset the level, too.
  void removed() {
    if (!given && ProcessEnd.isUnderWay()) {
      if (kept == null) {
        kept = root.getLevel();
      }
      if (role != Role.ABSENT) {
        attach(root);
      }
      if (role != Role.ALONE) {
        attach(own);
      }
    }
  }

  private void attach(Logger logger) {
    if (!List.of(logger.getHandlers()).contains(ours)) {
      logger.addHandler(ours);
    }
  }

  /// Restores the level if the log manager has reset it.
  void keep() {
    Level before = kept;
    if (before != null && !given && !before.equals(root.getLevel())) {
      root.setLevel(before);
    }
  }

  /// Gives it back to the application. What the kernel says while it closes its lanes still goes
  /// where all its lines went.
  void giveBack() {
    if (given) {
      return;
    }
    given = true;
    attach(own);
    own.setUseParentHandlers(false);
    root.removeHandler(ours);
    if (role == Role.ALONE) {
      handlers.stream()
          .filter(handler -> !cycle || !JulCycle.isClosedBy(handler))
          .forEach(root::addHandler);
      root.setLevel(level);
    }
  }

  /// Gives the kernel's own loggers back too.
  @Override
  public void close() {
    giveBack();
    own.removeHandler(ours);
    own.setUseParentHandlers(ownHadParents);
  }
}
