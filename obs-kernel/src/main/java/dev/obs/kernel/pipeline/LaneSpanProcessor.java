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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Offers each sampled span that ends to the lane of each trace sink. An SDK needs its processors
/// before the sinks are open, so it drops the spans that end before [#connect].
///
/// The kernel's own tracer hands its spans over as data, an SDK as spans to be read.
///
/// Thread-safe. Throws nothing into the application, whichever span an SDK hands over: a span that
/// cannot be read is lost, with a line in the fault log.
final class LaneSpanProcessor implements SpanProcessor, Consumer<SpanData> {
  private final FaultLog faults;
  private volatile Lane<SpanData> @Nullable [] lanes;

  LaneSpanProcessor(FaultLog faults) {
    this.faults = faults;
  }

  /// Offers spans to these lanes from now on.
  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made
  void connect(Collection<Lane<SpanData>> to) {
    lanes = to.toArray(new Lane[0]);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (lanes == null) {
      return;
    }
    try {
      if (span.getSpanContext().isSampled()) {
        accept(span.toSpanData());
      }
    } catch (Throwable failure) { // of a foreign span, or no memory
      lose(failure);
    }
  }

  /// Offers a sampled span that has ended.
  @Override
  public void accept(SpanData span) {
    Lane<SpanData>[] all = lanes;
    if (all == null) {
      return;
    }
    try {
      for (Lane<SpanData> lane : all) {
        lane.offer(span);
      }
    } catch (Throwable failure) { // no memory, or no stack
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
    Lane<SpanData>[] all = lanes;
    return all == null || all.length > 0;
  }
}
