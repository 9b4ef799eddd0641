package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleCounterBuilder;
import io.opentelemetry.api.metrics.ObservableDoubleCounter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.util.function.Consumer;

/// Builds counters of decimal numbers.
record GuardedDoubleCounterBuilder(
    DoubleCounterBuilder target, String name, CallbackThreads threads)
    implements DoubleCounterBuilder {

  @Override
  public DoubleCounterBuilder setDescription(String description) {
    target.setDescription(description);
    return this;
  }

  @Override
  public DoubleCounterBuilder setUnit(String unit) {
    target.setUnit(unit);
    return this;
  }

  @Override
  public DoubleCounter build() {
    return target.build();
  }

  @Override
  public ObservableDoubleCounter buildWithCallback(Consumer<ObservableDoubleMeasurement> callback) {
    GuardedCallback guarded = new GuardedCallback(name, threads);
    return target.buildWithCallback(
        measurement -> guarded.observe(values -> callback.accept(values.of(measurement))));
  }

  @Override
  public ObservableDoubleMeasurement buildObserver() {
    return Observations.shared(name, target.buildObserver());
  }
}
