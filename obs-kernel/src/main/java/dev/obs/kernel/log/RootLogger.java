package dev.obs.kernel.log;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The root logger of `java.util.logging`: taken over while the kernel runs, given back on close.
final class RootLogger implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Level level = root.getLevel();
  private final List<Handler> handlers = List.of(root.getHandlers());
  private final Handler ours;

  RootLogger(Handler ours, Level threshold) {
    this.ours = ours;
    handlers.forEach(root::removeHandler);
    root.addHandler(ours);
    root.setLevel(threshold);
  }

  @Override
  public void close() {
    root.removeHandler(ours);
    handlers.forEach(root::addHandler);
    root.setLevel(level);
  }
}
