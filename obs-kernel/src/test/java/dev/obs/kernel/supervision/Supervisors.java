package dev.obs.kernel.supervision;

import java.util.Collection;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;

/// Supervisors for tests of what they supervise.
public final class Supervisors {
  private Supervisors() {}

  /// A supervisor that hides nothing.
  public static Supervisor create() {
    return new Supervisor(
        new KernelThreads(), System.getLogger("dev.obs"), UnaryOperator.identity());
  }

  /// A supervisor that hides nothing and adds the lines of its log to a collection.
  public static Supervisor create(Collection<String> lines) {
    return new Supervisor(new KernelThreads(), new Log(lines), UnaryOperator.identity());
  }

  private record Log(Collection<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "obs";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {
      lines.add(text);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... values) {
      lines.add(format);
    }
  }
}
