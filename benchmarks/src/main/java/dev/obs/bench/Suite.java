package dev.obs.bench;

import dev.obs.bench.report.Results;
import java.io.IOException;

/// A group of benchmarks.
@FunctionalInterface
public interface Suite {
  /// Measures the lines of a plan that this suite has.
  void run(Plan plan, Results results) throws IOException, InterruptedException;
}
