package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.LongGaugeBuilder;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/// Builds gauges of whole numbers.
record GuardedLongGaugeBuilder(LongGaugeBuilder target, String name, CallbackThreads threads)
    implements LongGaugeBuilder {

  @Override
  public LongGaugeBuilder setDescription(String description) {
    target.setDescription(description);
    return this;
  }

  @Override
  public LongGaugeBuilder setUnit(String unit) {
    target.setUnit(unit);
    return this;
  }

  @Override
  public LongGauge build() {
    return target.build();
  }

  @Override
  public ObservableLongGauge buildWithCallback(Consumer<ObservableLongMeasurement> callback) {
    GuardedCallback guarded = new GuardedCallback(name, threads);
    return target.buildWithCallback(
        measurement -> guarded.observe(values -> callback.accept(values.of(measurement))));
  }

  @Override
  public ObservableLongMeasurement buildObserver() {
    return Observations.shared(name, target.buildObserver());
  }
}
