package dev.obs.bench.app;

/// The floor for a command.
public final class Hello {
  private Hello() {}

  /// Prints a line.
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
