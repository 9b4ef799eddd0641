package dev.obs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A terminal whose last lines are a table that stays below all other output.
///
/// Replaces standard output; thread-safe.
final class Screen extends OutputStream {
  private static final String ERASE_BELOW = "\u001b[J";

  private final OutputStream terminal = new FileOutputStream(FileDescriptor.out);
  private List<String> table = List.of();
  private boolean atLineStart = true;

  private Screen() {}

  /// Replaces [System#out].
  static Screen install() {
    Screen screen = new Screen();
    System.setOut(new PrintStream(screen, true, StandardCharsets.UTF_8));
    return screen;
  }

  /// Replaces the last table; an empty one removes it.
  synchronized void show(List<String> lines) throws IOException {
    erase();
    table = List.copyOf(lines);
    draw();
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return;
    }
    erase();
    terminal.write(bytes, from, length);
    atLineStart = bytes[from + length - 1] == '\n';
    draw();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  private void erase() throws IOException {
    if (atLineStart && !table.isEmpty()) {
      print("\u001b[" + table.size() + "A\r" + ERASE_BELOW);
    }
  }

  private void draw() throws IOException {
    if (atLineStart && !table.isEmpty()) {
      print(String.join("\n", table) + "\n");
    }
  }

  private void print(String text) throws IOException {
    terminal.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
