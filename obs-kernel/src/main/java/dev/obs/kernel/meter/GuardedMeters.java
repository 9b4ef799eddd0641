package dev.obs.kernel.meter;

import dev.obs.kernel.supervision.Supervisor;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.Arrays;

/// The meters of an SDK with a guard around each callback.
public final class GuardedMeters implements MeterProvider, AutoCloseable {
  private final MeterProvider target;
  private final CallbackThreads threads;

  /// @param target the SDK's
  public GuardedMeters(MeterProvider target, Supervisor supervisor) {
    this.target = target;
    this.threads =
        new CallbackThreads(
            supervisor.threads(), supervisor.faults(), target.get("dev.obs.kernel"));
  }

  @Override
  public MeterBuilder meterBuilder(String scope) {
    return new Builder(target.meterBuilder(scope), threads);
  }

  /// Interrupts the callbacks that still run; later collections have no values of callbacks.
  @Override
  public void close() {
    threads.close();
  }

  private record Builder(MeterBuilder target, CallbackThreads threads) implements MeterBuilder {
    @Override
    public MeterBuilder setSchemaUrl(String schemaUrl) {
      target.setSchemaUrl(schemaUrl);
      return this;
    }

    @Override
    public MeterBuilder setInstrumentationVersion(String version) {
      target.setInstrumentationVersion(version);
      return this;
    }

    @Override
    public Meter build() {
      return new Guarded(target.build(), threads);
    }
  }

  private record Guarded(Meter target, CallbackThreads threads) implements Meter {
    @Override
    public LongCounterBuilder counterBuilder(String name) {
      return guarded(LongCounterBuilder.class, name, target.counterBuilder(name));
    }

    @Override
    public LongUpDownCounterBuilder upDownCounterBuilder(String name) {
      return guarded(LongUpDownCounterBuilder.class, name, target.upDownCounterBuilder(name));
    }

    @Override
    public DoubleHistogramBuilder histogramBuilder(String name) {
      return target.histogramBuilder(name);
    }

    @Override
    public DoubleGaugeBuilder gaugeBuilder(String name) {
      return guarded(DoubleGaugeBuilder.class, name, target.gaugeBuilder(name));
    }

    private <B> B guarded(Class<B> type, String name, B sdk) {
      return new GuardedBuilder(name, type, sdk, threads).as(type);
    }

    @Override
    public BatchCallback batchCallback(
        Runnable callback, ObservableMeasurement first, ObservableMeasurement... others) {
      GuardedCallback guarded = new GuardedCallback(Observations.name(first), threads);
      return target.batchCallback(
          () -> guarded.observe(values -> callback.run()),
          Observations.target(first),
          Arrays.stream(others).map(Observations::target).toArray(ObservableMeasurement[]::new));
    }
  }
}
