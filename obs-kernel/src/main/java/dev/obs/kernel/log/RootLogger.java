package dev.obs.kernel.log;

import dev.obs.kernel.supervision.ProcessEnd;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The root logger of `java.util.logging`: taken over while the kernel runs, given back on close,
/// the kernel's own loggers a little later.
final class RootLogger implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Logger own =
      Logger.getLogger(OwnLoggers.ROOT); // held, or its handler could be collected
  private final Level level = root.getLevel();
  private final List<Handler> handlers = List.of(root.getHandlers());
  private final boolean ownHadParents = own.getUseParentHandlers();
  private final Handler ours;
  private volatile boolean given;
  private volatile @Nullable Level kept;

  RootLogger(Handler ours, Level threshold) {
    this.ours = ours;
    handlers.forEach(root::removeHandler);
    root.addHandler(ours);
    root.setLevel(threshold);
  }

  /// Installs our handler again if the log manager has removed it because the process ends: lines
  /// of other shutdown hooks are to arrive. The log manager does it once for each of its contexts,
  /// and is about to reset the level, too.
  void removed() {
    if (!given && ProcessEnd.isUnderWay()) {
      if (kept == null) {
        kept = root.getLevel();
      }
      root.addHandler(ours);
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
    own.addHandler(ours);
    own.setUseParentHandlers(false);
    root.removeHandler(ours);
    handlers.forEach(root::addHandler);
    root.setLevel(level);
  }

  /// Gives the kernel's own loggers back too.
  @Override
  public void close() {
    giveBack();
    own.removeHandler(ours);
    own.setUseParentHandlers(ownHadParents);
  }
}
