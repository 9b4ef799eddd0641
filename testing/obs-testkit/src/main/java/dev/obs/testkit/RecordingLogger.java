package dev.obs.testkit;

import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A logger that keeps its lines. Thread-safe.
public final class RecordingLogger implements System.Logger {

  /// A line.
  ///
  /// @param thrown the exception logged with it, null if none
  public record Line(Level level, String text, @Nullable Throwable thrown) {

    /// Returns the line as in `WARNING disk is full`, without the exception.
    @Override
    public String toString() {
      return level + " " + text;
    }
  }

  private final List<Line> lines = new CopyOnWriteArrayList<>();

  /// Creates a logger without lines.
  public RecordingLogger() {}

  /// Returns all lines of any level, in order.
  public List<Line> records() {
    return List.copyOf(lines);
  }

  /// Returns all lines of any level in order, as in `WARNING disk is full`.
  public List<String> lines() {
    return lines.stream().map(Line::toString).toList();
  }

  /// Returns the lines of a level and above in the same form.
  public List<String> lines(Level least) {
    return lines.stream()
        .filter(line -> line.level().getSeverity() >= least.getSeverity())
        .map(Line::toString)
        .toList();
  }

  @Override
  public String getName() {
    return "test";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    lines.add(new Line(level, String.valueOf(message), thrown));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parameters) {
    String text = String.valueOf(format);
    boolean plain = parameters == null || parameters.length == 0;
    lines.add(new Line(level, plain ? text : MessageFormat.format(text, parameters), null));
  }
}
