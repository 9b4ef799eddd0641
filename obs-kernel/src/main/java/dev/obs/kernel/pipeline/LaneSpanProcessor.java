package dev.obs.kernel.pipeline;

import dev.obs.kernel.delivery.Lane;
import dev.obs.kernel.supervision.FaultLog;
import dev.obs.model.SafeText;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Offers each sampled span that ends to the lane of each trace sink. An SDK needs its processors
/// before the sinks are open, so it drops the spans that end before [#connect].
///
/// Thread-safe. Throws nothing into the application, whichever span an SDK hands over: a span that
/// cannot be read is lost, with a line in the fault log.
final class LaneSpanProcessor implements SpanProcessor {
  private final FaultLog faults;
  private volatile @Nullable List<Lane<SpanData>> lanes;

  LaneSpanProcessor(FaultLog faults) {
    this.faults = faults;
  }

  /// Offers spans to these lanes from now on.
  void connect(Collection<Lane<SpanData>> to) {
    lanes = List.copyOf(to);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    List<Lane<SpanData>> all = lanes;
    if (all == null) {
      return;
    }
    try {
      if (span.getSpanContext().isSampled()) {
        SpanData data = span.toSpanData();
        for (Lane<SpanData> lane : all) {
          lane.offer(data);
        }
      }
    } catch (Throwable failure) { // of a foreign span, or no memory
      lose(failure);
    }
  }

  private void lose(Throwable failure) {
    try {
      faults.warn(
          "span" + failure.getClass().getName(), "a span cannot be read: " + SafeText.of(failure));
    } catch (Throwable noMemory) {
      // the next one may be logged
    }
  }

  /// An SDK with several processors asks once, when it is built.
  @Override
  public boolean isEndRequired() {
    List<Lane<SpanData>> all = lanes;
    return all == null || !all.isEmpty();
  }
}
