package dev.obs.bench.jmh;

import dev.obs.bench.report.Side;
import java.util.List;
import java.util.Map;

/// A benchmark with its parameters, for several sides.
///
/// @param line the line of the table
/// @param work the name of the work in the results
/// @param parameters the parameters without the side
/// @param isVirtual whether the threads are virtual
record Job(
    int line,
    String work,
    Class<?> benchmark,
    Map<String, String> parameters,
    List<Side> sides,
    int threads,
    boolean isVirtual) {

  static Job of(
      int line, String work, Class<?> benchmark, Map<String, String> parameters, Side... sides) {
    return new Job(line, work, benchmark, parameters, List.of(sides), 1, false);
  }

  Job threads(int count) {
    return new Job(line, work, benchmark, parameters, sides, count, isVirtual);
  }

  Job onVirtualThreads() {
    return new Job(line, work, benchmark, parameters, sides, threads, true);
  }
}
