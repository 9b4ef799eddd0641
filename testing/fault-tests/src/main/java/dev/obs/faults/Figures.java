package dev.obs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// The measurements of a test, printed as one line and stored in `target/faults/figures.txt`:
///
/// ```
/// row=dead-against-alive    mode=short p999_dead_us=41 p999_alive_us=38 ratio=1.08
/// ```
///
/// Not thread-safe.
public final class Figures {
  private static final Path FILE = Path.of("target", "faults", "figures.txt");

  private final StringBuilder line = new StringBuilder();

  private Figures(String row) {
    line.append(String.format(Locale.ROOT, "row=%-28s mode=%s", row, Extent.CURRENT));
  }

  /// Starts the line of a test.
  public static Figures of(String row) {
    return new Figures(row);
  }

  /// Adds a figure.
  public Figures put(String name, Object value) {
    line.append(' ').append(name).append('=').append(value);
    return this;
  }

  /// Adds a whole figure.
  public Figures put(String name, long value) {
    return put(name, (Object) value);
  }

  /// Adds a figure with two decimals.
  public Figures put(String name, double value) {
    return put(name, (Object) String.format(Locale.ROOT, "%.2f", value));
  }

  /// Prints the line.
  public void print() {
    System.out.println(line);
    try {
      Files.createDirectories(FILE.toAbsolutePath().getParent());
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
