package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import dev.obs.kernel.config.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// All findings of one configuration.
///
/// @param all in the order in which they were found
record Findings(List<Finding> all) {
  private static final int SHOWN = 100;

  /// Reports every error at once, in the order of the file.
  ///
  /// @param redaction replaces the secrets in the messages
  /// @throws ConfigurationException if there is any
  void throwIfErrors(UnaryOperator<String> redaction) {
    List<Finding> errors = new ArrayList<>();
    for (Finding finding : all) {
      if (finding.isError()) {
        errors.add(finding);
      }
    }
    if (errors.isEmpty()) {
      return;
    }
    errors.sort(Comparator.comparingInt(Findings::line).thenComparingInt(Findings::column));
    List<Problem> problems = new ArrayList<>();
    for (Finding error : errors.subList(0, Math.min(errors.size(), SHOWN))) {
      problems.add(new Problem(error.where(), redaction.apply(error.message())));
    }
    if (errors.size() > SHOWN) {
      problems.add(new Problem("", "and " + (errors.size() - SHOWN) + " more errors"));
    }
    throw new ConfigurationException(problems);
  }

  /// The notices, in the order in which they were found.
  ///
  /// @param redaction replaces the secrets in the messages
  List<String> notices(UnaryOperator<String> redaction) {
    List<String> notices = new ArrayList<>();
    for (Finding finding : all) {
      if (!finding.isError()) {
        notices.add(redaction.apply(finding.toString()));
      }
    }
    return List.copyOf(notices);
  }

  /// Findings of other sources, and those without a place, come after those of the file.
  private static int line(Finding finding) {
    Place place = finding.place();
    return place == null || !place.isInFile() ? Integer.MAX_VALUE : place.line();
  }

  private static int column(Finding finding) {
    Place place = finding.place();
    return place == null ? 0 : place.column();
  }
}
