package dev.obs.kernel.meter;

import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.function.Function;

/// A meter whose instruments are limited.
///
/// @param sdk makes the instruments
/// @param scope distinguishes it from other meters
record LimitedMeter(Meter sdk, String scope, Instruments instruments) implements Meter {
  private static final Meter NOOP = MeterProvider.noop().get("refused");

  @Override
  public LongCounterBuilder counterBuilder(String name) {
    return limited(LongCounterBuilder.class, name, meter -> meter.counterBuilder(name));
  }

  @Override
  public LongUpDownCounterBuilder upDownCounterBuilder(String name) {
    return limited(LongUpDownCounterBuilder.class, name, meter -> meter.upDownCounterBuilder(name));
  }

  @Override
  public DoubleHistogramBuilder histogramBuilder(String name) {
    return limited(DoubleHistogramBuilder.class, name, meter -> meter.histogramBuilder(name));
  }

  @Override
  public DoubleGaugeBuilder gaugeBuilder(String name) {
    return limited(DoubleGaugeBuilder.class, name, meter -> meter.gaugeBuilder(name));
  }

  private <B> B limited(Class<B> type, String name, Function<Meter, B> builder) {
    return new LimitedBuilder(
            String.valueOf(name), type, builder.apply(sdk), builder.apply(NOOP), this)
        .as(type);
  }

  @Override
  public BatchCallback batchCallback(
      Runnable callback, ObservableMeasurement first, ObservableMeasurement... more) {
    ObservableMeasurement[] others = more == null ? new ObservableMeasurement[0] : more;
    try {
      return sdk.batchCallback(callback, first, others);
    } catch (RuntimeException nothingToObserve) { // all of its instruments were refused
      return NOOP.batchCallback(callback, first, others);
    }
  }
}
