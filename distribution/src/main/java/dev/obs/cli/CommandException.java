package dev.obs.cli;

import java.io.PrintWriter;
import java.util.List;

/// A report of a failed command; the message contains the reason and the fix.
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> details;

  /// @param message for people; may have several lines
  CommandException(String message) {
    this(message, List.of());
  }

  /// @param details lines with the possible choices, shown below the message
  CommandException(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  void print(PrintWriter err) {
    String.valueOf(getMessage()).lines().forEach(line -> err.println("obs: " + line));
    details.forEach(err::println);
  }
}
