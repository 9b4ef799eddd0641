package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.DoubleUpDownCounterBuilder;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import java.util.function.Consumer;

/// Builds counters of whole numbers that may fall.
record GuardedLongUpDownCounterBuilder(
    LongUpDownCounterBuilder target, String name, CallbackThreads threads)
    implements LongUpDownCounterBuilder {

  @Override
  public LongUpDownCounterBuilder setDescription(String description) {
    target.setDescription(description);
    return this;
  }

  @Override
  public LongUpDownCounterBuilder setUnit(String unit) {
    target.setUnit(unit);
    return this;
  }

  @Override
  public DoubleUpDownCounterBuilder ofDoubles() {
    return new GuardedDoubleUpDownCounterBuilder(target.ofDoubles(), name, threads);
  }

  @Override
  public LongUpDownCounter build() {
    return target.build();
  }

  @Override
  public ObservableLongUpDownCounter buildWithCallback(
      Consumer<ObservableLongMeasurement> callback) {
    GuardedCallback guarded = new GuardedCallback(name, threads);
    return target.buildWithCallback(
        measurement -> guarded.observe(values -> callback.accept(values.of(measurement))));
  }

  @Override
  public ObservableLongMeasurement buildObserver() {
    return Observations.shared(name, target.buildObserver());
  }
}
