package dev.obs.kernel.supervision;

/// The end of the process, from SIGTERM, [System#exit] or the end of the last thread on.
public final class ProcessEnd {
  private ProcessEnd() {}

  /// Whether shutdown hooks run or are about to. None has started before this is true.
  public static boolean isUnderWay() {
    try {
      Runtime.getRuntime().removeShutdownHook(new Thread(() -> {}));
      return false;
    } catch (IllegalStateException shuttingDown) {
      return true;
    }
  }
}
