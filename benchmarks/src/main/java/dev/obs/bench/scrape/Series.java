package dev.obs.bench.scrape;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/// The series of a page.
///
/// @param lines the number of lines
record Series(int lines) {
  static final double[] BOUNDS = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };
  static final List<String> LABELS = List.of("method", "route", "status");

  private static final int PER_INSTRUMENT = 1_000;
  private static final int LINES_OF_HISTOGRAM = BOUNDS.length + 3;
  private static final int OBSERVATIONS = 20;

  int counters() {
    return lines / 2;
  }

  int histograms() {
    return lines / 2 / LINES_OF_HISTOGRAM;
  }

  static int instruments(int series) {
    return (series + PER_INSTRUMENT - 1) / PER_INSTRUMENT;
  }

  static int instrument(int series) {
    return series / PER_INSTRUMENT;
  }

  static String route(int series) {
    return "/orders/" + series;
  }

  /// Sets every counter.
  void count(BiConsumer<Integer, Integer> counter) {
    SplittableRandom random = new SplittableRandom(1);
    for (int series = 0; series < counters(); series++) {
      counter.accept(series, 1 + random.nextInt(100_000));
    }
  }

  /// Observes values in every histogram.
  void observe(BiConsumer<Integer, Double> histogram) {
    SplittableRandom random = new SplittableRandom(2);
    for (int series = 0; series < histograms(); series++) {
      for (int value = 0; value < OBSERVATIONS; value++) {
        histogram.accept(series, random.nextDouble());
      }
    }
  }
}
