package dev.obs.kernel.meter;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// The values that a callback observes in one run, kept until a collection takes them.
final class Observations {
  private static final ThreadLocal<@Nullable Observations> CURRENT = new ThreadLocal<>();

  private final Queue<Runnable> values = new ConcurrentLinkedQueue<>();

  /// Runs a callback whose measurements are kept here.
  void during(Runnable callback) {
    CURRENT.set(this);
    try {
      callback.run();
    } finally {
      CURRENT.remove();
    }
  }

  /// Hands the values to their instruments.
  void replay() {
    values.forEach(Runnable::run);
  }

  ObservableLongMeasurement of(ObservableLongMeasurement target) {
    return new LongValues("", target, this);
  }

  ObservableDoubleMeasurement of(ObservableDoubleMeasurement target) {
    return new DoubleValues("", target, this);
  }

  /// A measurement for the callbacks of [io.opentelemetry.api.metrics.Meter#batchCallback], which
  /// goes to the run on whose thread it is made.
  static ObservableLongMeasurement shared(String name, ObservableLongMeasurement target) {
    return new LongValues(name, target, null);
  }

  static ObservableDoubleMeasurement shared(String name, ObservableDoubleMeasurement target) {
    return new DoubleValues(name, target, null);
  }

  /// The instrument behind a measurement.
  static ObservableMeasurement target(ObservableMeasurement measurement) {
    return switch (measurement) {
      case LongValues values -> values.target;
      case DoubleValues values -> values.target;
      default -> measurement;
    };
  }

  /// The name of the instrument behind a measurement.
  static String name(ObservableMeasurement measurement) {
    return switch (measurement) {
      case LongValues values -> values.name;
      case DoubleValues values -> values.name;
      default -> "(unknown)";
    };
  }

  private static void keep(@Nullable Observations own, Runnable value) {
    Observations run = own == null ? CURRENT.get() : own;
    if (run != null) { // outside a callback a measurement is void, as the specification says
      run.values.add(value);
    }
  }

  private record LongValues(
      String name, ObservableLongMeasurement target, @Nullable Observations own)
      implements ObservableLongMeasurement {
    @Override
    public void record(long value) {
      keep(own, () -> target.record(value));
    }

    @Override
    public void record(long value, Attributes attributes) {
      keep(own, () -> target.record(value, attributes));
    }
  }

  private record DoubleValues(
      String name, ObservableDoubleMeasurement target, @Nullable Observations own)
      implements ObservableDoubleMeasurement {
    @Override
    public void record(double value) {
      keep(own, () -> target.record(value));
    }

    @Override
    public void record(double value, Attributes attributes) {
      keep(own, () -> target.record(value, attributes));
    }
  }
}
