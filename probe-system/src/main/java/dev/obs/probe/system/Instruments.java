package dev.obs.probe.system;

import dev.obs.spi.Probe;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The observable instruments of one probe and their values from a sample.
///
/// All of them share one callback, so that one scrape shows figures of one sample.
///
/// @param <S> the probe's sample
final class Instruments<S> {
  private final Meter meter;
  private final List<ObservableMeasurement> measurements = new ArrayList<>();
  private final List<Consumer<S>> reports = new ArrayList<>();

  Instruments(Meter meter) {
    this.meter = meter;
  }

  /// Adds a monotonic sum of whole numbers.
  Instruments<S> counter(
      String name,
      String unit,
      String description,
      BiConsumer<S, ObservableLongMeasurement> report) {
    return add(
        meter.counterBuilder(name).setUnit(unit).setDescription(description).buildObserver(),
        report);
  }

  /// Adds a monotonic sum of seconds.
  Instruments<S> seconds(
      String name, String description, BiConsumer<S, ObservableDoubleMeasurement> report) {
    return add(
        meter
            .counterBuilder(name)
            .ofDoubles()
            .setUnit("s")
            .setDescription(description)
            .buildObserver(),
        report);
  }

  /// Adds a sum of whole numbers that goes up and down.
  Instruments<S> upDownCounter(
      String name,
      String unit,
      String description,
      BiConsumer<S, ObservableLongMeasurement> report) {
    return add(
        meter.upDownCounterBuilder(name).setUnit(unit).setDescription(description).buildObserver(),
        report);
  }

  /// Adds a gauge of numbers that cannot be added up.
  Instruments<S> gauge(
      String name,
      String unit,
      String description,
      BiConsumer<S, ObservableDoubleMeasurement> report) {
    return add(
        meter.gaugeBuilder(name).setUnit(unit).setDescription(description).buildObserver(), report);
  }

  /// Registers the instruments.
  ///
  /// @param sampler takes the samples
  /// @param summary the headline figures of a sample
  Probe sampledBy(SampledProbe.Sampler<S> sampler, Function<S, Map<String, Double>> summary) {
    AtomicReference<@Nullable S> last = new AtomicReference<>();
    BatchCallback callback =
        meter.batchCallback(
            () -> report(last.get()),
            measurements.getFirst(),
            measurements.subList(1, measurements.size()).toArray(ObservableMeasurement[]::new));
    return new SampledProbe<>(sampler, summary, last, callback);
  }

  private void report(@Nullable S sample) {
    if (sample != null) {
      reports.forEach(report -> report.accept(sample));
    }
  }

  private <M extends ObservableMeasurement> Instruments<S> add(
      M measurement, BiConsumer<S, M> report) {
    measurements.add(measurement);
    reports.add(sample -> report.accept(sample, measurement));
    return this;
  }
}
