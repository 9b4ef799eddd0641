package dev.obs.kernel;

import dev.obs.kernel.lane.Lane;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/// Offers each sampled span that ends to the lane of each trace sink.
final class LaneSpanProcessor implements SpanProcessor {
  private final List<Lane<SpanData>> lanes;

  LaneSpanProcessor(List<Lane<SpanData>> lanes) {
    this.lanes = List.copyOf(lanes);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled()) {
      SpanData data = span.toSpanData();
      for (Lane<SpanData> lane : lanes) {
        lane.offer(data);
      }
    }
  }

  @Override
  public boolean isEndRequired() {
    return !lanes.isEmpty();
  }
}
