package dev.obs.api;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration has errors. Holds all of them; the message has a line for each.
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an immutable list of records
  private final List<Problem> problems;

  /// @param problems at least one
  public ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// Every error found, in the order of the file.
  public List<Problem> problems() {
    return problems;
  }

  /// One error.
  ///
  /// @param where `file:line:column`, the name of an environment variable, or `code`
  /// @param message what is wrong and what to do, in lower case
  public record Problem(String where, String message) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return where.isEmpty() ? message : where + ": " + message;
    }
  }
}
