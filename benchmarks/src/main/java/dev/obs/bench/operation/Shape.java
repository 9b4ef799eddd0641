package dev.obs.bench.operation;

import java.util.stream.IntStream;

/// The size of a benchmark.
///
/// @param names the number of operation names
/// @param sinks the number of sinks that get each span
public record Shape(int names, int sinks) {
  static final int QUEUE = 65_536;
  static final int BATCH = 8_192;

  /// The limit of names on every side, above the largest number of names here.
  static final int NAME_LIMIT = 20_000;

  /// One name, one sink.
  public static final Shape ONE = new Shape(1, 1);

  String[] operations() {
    return IntStream.range(0, names).mapToObj(index -> "operation " + index).toArray(String[]::new);
  }
}
