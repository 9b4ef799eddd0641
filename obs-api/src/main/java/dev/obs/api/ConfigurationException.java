package dev.obs.api;

import java.util.List;
import java.util.stream.Collectors;

/// A report of all errors of the configuration. The message has one line for each error.
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an immutable list of records
  private final List<Problem> problems;

  /// @param problems the errors, at least one
  public ConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /// Returns every error, in the order of the file.
  public List<Problem> problems() {
    return problems;
  }

  /// One error.
  ///
  /// @param where `file:line:column`, the name of an environment variable, or `code`
  /// @param message the error and its fix, in lower case
  public record Problem(String where, String message) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return where.isEmpty() ? message : where + ": " + message;
    }
  }
}
