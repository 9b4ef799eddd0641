package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Collects every error, to be shown at once in the order of the file.
final class Problems {
  private static final int SHOWN = 100;

  private record Found(int line, int column, Problem problem) {}

  private final List<Found> found = new ArrayList<>();

  /// The exception for an error after which reading on makes no sense.
  static ConfigurationException fatal(String where, String message) {
    return new ConfigurationException(List.of(new Problem(where, message)));
  }

  void add(Place place, String message) {
    found.add(new Found(place.line(), place.column(), new Problem(place.toString(), message)));
  }

  void add(Origin origin, String message) {
    @Nullable Place place = origin.place();
    if (place == null) {
      add(origin.where(), message);
    } else {
      add(place, message);
    }
  }

  void add(String where, String message) {
    found.add(new Found(Integer.MAX_VALUE, 0, new Problem(where, message)));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// @param redaction replaces the secrets in the messages
  /// @throws ConfigurationException if there is any
  void throwIfAny(UnaryOperator<String> redaction) {
    if (found.isEmpty()) {
      return;
    }
    found.sort(Comparator.comparingInt(Found::line).thenComparingInt(Found::column));
    List<Problem> problems = new ArrayList<>();
    for (Found each : found.subList(0, Math.min(found.size(), SHOWN))) {
      Problem problem = each.problem();
      problems.add(new Problem(problem.where(), redaction.apply(problem.message())));
    }
    if (found.size() > SHOWN) {
      problems.add(new Problem("", "and " + (found.size() - SHOWN) + " more errors"));
    }
    throw new ConfigurationException(problems);
  }
}
