package app;

import org.slf4j.LoggerFactory;

/// An application that has the bridge, but no kernel.
public final class LonelyApplication {
  private LonelyApplication() {}

  public static void main(String[] arguments) {
    for (int i = 0; i < 3; i++) {
      LoggerFactory.getLogger(LonelyApplication.class).info("line {}", i);
    }
  }
}
