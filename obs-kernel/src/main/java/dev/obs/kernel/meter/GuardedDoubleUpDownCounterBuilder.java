package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.DoubleUpDownCounter;
import io.opentelemetry.api.metrics.DoubleUpDownCounterBuilder;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableDoubleUpDownCounter;
import java.util.function.Consumer;

/// Builds counters of decimal numbers that may fall.
record GuardedDoubleUpDownCounterBuilder(
    DoubleUpDownCounterBuilder target, String name, CallbackThreads threads)
    implements DoubleUpDownCounterBuilder {

  @Override
  public DoubleUpDownCounterBuilder setDescription(String description) {
    target.setDescription(description);
    return this;
  }

  @Override
  public DoubleUpDownCounterBuilder setUnit(String unit) {
    target.setUnit(unit);
    return this;
  }

  @Override
  public DoubleUpDownCounter build() {
    return target.build();
  }

  @Override
  public ObservableDoubleUpDownCounter buildWithCallback(
      Consumer<ObservableDoubleMeasurement> callback) {
    GuardedCallback guarded = new GuardedCallback(name, threads);
    return target.buildWithCallback(
        measurement -> guarded.observe(values -> callback.accept(values.of(measurement))));
  }

  @Override
  public ObservableDoubleMeasurement buildObserver() {
    return Observations.shared(name, target.buildObserver());
  }
}
