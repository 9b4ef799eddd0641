package dev.obs.spring;

import dev.obs.api.ConfigurationException;
import dev.obs.api.ConfigurationException.Problem;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the errors of the configuration in place of a stack trace.
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {
  /// For Spring.
  ConfigurationFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable failure, ConfigurationException cause) {
    int count = cause.problems().size();
    return new FailureAnalysis(
        "The configuration of Obs has "
            + (count == 1 ? "an error" : count + " errors")
            + ":\n\n"
            + cause.problems().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n    ", "    ", "\n")),
        "Correct "
            + (count == 1 ? "it" : "them")
            + " at the place that is named first, or set obs.enabled=false to start without Obs.",
        cause);
  }
}
