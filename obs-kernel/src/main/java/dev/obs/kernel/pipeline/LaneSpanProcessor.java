package dev.obs.kernel.pipeline;

import dev.obs.kernel.delivery.Lane;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Offers each sampled span that ends to the lane of each trace sink. An SDK wants its processors
/// before the sinks are open, so it drops what comes before [#lead].
final class LaneSpanProcessor implements SpanProcessor {
  private volatile @Nullable List<Lane<SpanData>> lanes;

  /// Leads to these lanes from now on.
  void lead(List<Lane<SpanData>> to) {
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
    if (all != null && span.getSpanContext().isSampled()) {
      SpanData data = span.toSpanData();
      for (Lane<SpanData> lane : all) {
        lane.offer(data);
      }
    }
  }

  /// An SDK with several processors asks once, when it is built.
  @Override
  public boolean isEndRequired() {
    List<Lane<SpanData>> all = lanes;
    return all == null || !all.isEmpty();
  }
}
