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

  /// Returns a measurement for the callback of one instrument.
  ObservableMeasurement of(ObservableMeasurement target) {
    return new Values("", target, this);
  }

  /// Returns a measurement for the callbacks of [io.opentelemetry.api.metrics.Meter#batchCallback],
  /// which goes to the run on whose thread it is made.
  static ObservableMeasurement shared(String name, ObservableMeasurement target) {
    return new Values(name, target, null);
  }

  /// Returns the instrument behind a measurement.
  static ObservableMeasurement target(ObservableMeasurement measurement) {
    return measurement instanceof Values values ? values.target : measurement;
  }

  /// Returns the name of the instrument behind a measurement.
  static String name(ObservableMeasurement measurement) {
    return measurement instanceof Values values ? values.name : "(unknown)";
  }

  /// A measurement of either type of numbers; the builder shows the application one of them.
  private record Values(String name, ObservableMeasurement target, @Nullable Observations own)
      implements ObservableLongMeasurement, ObservableDoubleMeasurement {
    @Override
    public void record(long value) {
      keep(() -> longs().record(value));
    }

    @Override
    public void record(long value, Attributes attributes) {
      keep(() -> longs().record(value, attributes));
    }

    @Override
    public void record(double value) {
      keep(() -> doubles().record(value));
    }

    @Override
    public void record(double value, Attributes attributes) {
      keep(() -> doubles().record(value, attributes));
    }

    private ObservableLongMeasurement longs() {
      return (ObservableLongMeasurement) target;
    }

    private ObservableDoubleMeasurement doubles() {
      return (ObservableDoubleMeasurement) target;
    }

    private void keep(Runnable value) {
      Observations run = own == null ? CURRENT.get() : own;
      if (run != null) { // outside a callback a measurement is void, as the specification says
        run.values.add(value);
      }
    }
  }
}
