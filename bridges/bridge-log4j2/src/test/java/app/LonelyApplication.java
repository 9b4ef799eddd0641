package app;

import org.apache.logging.log4j.LogManager;

/// An application that has the bridge, but no kernel.
public final class LonelyApplication {
  private LonelyApplication() {}

  public static void main(String[] arguments) {
    for (int i = 0; i < 3; i++) {
      LogManager.getLogger(LonelyApplication.class).info("line {}", i);
    }
  }
}
