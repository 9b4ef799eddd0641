package dev.obs.probe.system;

import dev.obs.spi.Probe;
import io.opentelemetry.api.metrics.BatchCallback;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A probe that keeps its last sample, the only source of callbacks and the summary. A failed
/// sample keeps the previous one.
///
/// @param <S> an immutable sample
final class SampledProbe<S> implements Probe {

  /// A function that takes a sample.
  @FunctionalInterface
  interface Sampler<S> {

    /// Returns the next sample, given the previous one (null at first) for differences.
    S sample(@Nullable S previous) throws Exception;
  }

  private final Sampler<S> sampler;
  private final Function<S, Map<String, Double>> summary;
  private final AtomicReference<@Nullable S> last;
  private final BatchCallback callback;

  SampledProbe(
      Sampler<S> sampler,
      Function<S, Map<String, Double>> summary,
      AtomicReference<@Nullable S> last,
      BatchCallback callback) {
    this.sampler = sampler;
    this.summary = summary;
    this.last = last;
    this.callback = callback;
  }

  @Override
  public void sample() throws Exception {
    last.set(sampler.sample(last.get()));
  }

  @Override
  public Map<String, Double> summary() {
    S sample = last.get();
    return sample == null ? Map.of() : summary.apply(sample);
  }

  @Override
  public void close() {
    callback.close();
  }
}
