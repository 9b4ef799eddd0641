package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.DoubleCounterBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/// Builds counters of whole numbers.
record GuardedLongCounterBuilder(LongCounterBuilder target, String name, CallbackThreads threads)
    implements LongCounterBuilder {

  @Override
  public LongCounterBuilder setDescription(String description) {
    target.setDescription(description);
    return this;
  }

  @Override
  public LongCounterBuilder setUnit(String unit) {
    target.setUnit(unit);
    return this;
  }

  @Override
  public DoubleCounterBuilder ofDoubles() {
    return new GuardedDoubleCounterBuilder(target.ofDoubles(), name, threads);
  }

  @Override
  public LongCounter build() {
    return target.build();
  }

  @Override
  public ObservableLongCounter buildWithCallback(Consumer<ObservableLongMeasurement> callback) {
    GuardedCallback guarded = new GuardedCallback(name, threads);
    return target.buildWithCallback(
        measurement -> guarded.observe(values -> callback.accept(values.of(measurement))));
  }

  @Override
  public ObservableLongMeasurement buildObserver() {
    return Observations.shared(name, target.buildObserver());
  }
}
