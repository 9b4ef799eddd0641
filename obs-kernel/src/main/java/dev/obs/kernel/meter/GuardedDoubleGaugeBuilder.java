package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.DoubleGauge;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.LongGaugeBuilder;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.util.function.Consumer;

/// Builds gauges of decimal numbers.
record GuardedDoubleGaugeBuilder(DoubleGaugeBuilder target, String name, CallbackThreads threads)
    implements DoubleGaugeBuilder {

  @Override
  public DoubleGaugeBuilder setDescription(String description) {
    target.setDescription(description);
    return this;
  }

  @Override
  public DoubleGaugeBuilder setUnit(String unit) {
    target.setUnit(unit);
    return this;
  }

  @Override
  public LongGaugeBuilder ofLongs() {
    return new GuardedLongGaugeBuilder(target.ofLongs(), name, threads);
  }

  @Override
  public DoubleGauge build() {
    return target.build();
  }

  @Override
  public ObservableDoubleGauge buildWithCallback(Consumer<ObservableDoubleMeasurement> callback) {
    GuardedCallback guarded = new GuardedCallback(name, threads);
    return target.buildWithCallback(
        measurement -> guarded.observe(values -> callback.accept(values.of(measurement))));
  }

  @Override
  public ObservableDoubleMeasurement buildObserver() {
    return Observations.shared(name, target.buildObserver());
  }
}
