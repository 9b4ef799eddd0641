package dev.obs.kernel.duration;

import dev.obs.kernel.trace.LocalIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last duration of each explicit bucket with its span. The ids of a span of the kernel's own
/// tracer are kept as numbers, so that nothing is made for a duration that a later one replaces.
/// Not thread-safe.
@SuppressWarnings("ReferenceEquality") // a write that changes nothing is avoided
final class Exemplars {
  private final long[] durations = new long[Boundaries.BUCKETS];

  /// Nanoseconds since 1970; 0 in a bucket without exemplar.
  private final long[] times = new long[Boundaries.BUCKETS];

  /// Three for each bucket, and a fourth for the flags.
  private final long[] ids = new long[4 * Boundaries.BUCKETS];

  /// The trace state of a span of the kernel, or the context of a foreign one.
  private final @Nullable Object[] states = new Object[Boundaries.BUCKETS];

  /// The attributes that the points lack.
  private @Nullable Attributes @Nullable [] dropped;

  void put(int bucket, long nanos, long endedAt, Span span, @Nullable Attributes lacking) {
    durations[bucket] = nanos;
    times[bucket] = endedAt;
    Object state;
    if (span instanceof LocalIds local) {
      ids[4 * bucket] = local.traceIdHigh();
      ids[4 * bucket + 1] = local.traceIdLow();
      ids[4 * bucket + 2] = local.spanIdBits();
      ids[4 * bucket + 3] = local.flagBits();
      state = local.traceState();
    } else {
      state = span.getSpanContext();
    }
    if (states[bucket] != state) {
      states[bucket] = state;
    }
    if (lacking != null || dropped != null) {
      lacking(bucket, lacking);
    }
  }

  private void lacking(int bucket, @Nullable Attributes lacking) {
    if (dropped == null) {
      dropped = new Attributes[Boundaries.BUCKETS];
    }
    dropped[bucket] = lacking;
  }

  /// Takes over the exemplars of another that are not older.
  void addAll(Exemplars other) {
    for (int i = 0; i < times.length; i++) {
      if (other.times[i] != 0 && other.times[i] >= times[i]) {
        durations[i] = other.durations[i];
        times[i] = other.times[i];
        System.arraycopy(other.ids, 4 * i, ids, 4 * i, 4);
        states[i] = other.states[i];
        if (dropped != null || other.dropped != null) {
          lacking(i, other.dropped == null ? null : other.dropped[i]);
        }
      }
    }
  }

  List<DoubleExemplarData> data() {
    List<DoubleExemplarData> data = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      if (times[i] != 0) {
        Attributes lacking = dropped == null ? null : dropped[i];
        data.add(
            DoubleExemplarData.create(
                lacking == null ? Attributes.empty() : lacking,
                times[i],
                span(i),
                Boundaries.seconds(durations[i])));
      }
    }
    return data;
  }

  private SpanContext span(int bucket) {
    Object state = states[bucket];
    if (state instanceof TraceState own) {
      return LocalIds.context(
          ids[4 * bucket],
          ids[4 * bucket + 1],
          ids[4 * bucket + 2],
          (byte) ids[4 * bucket + 3],
          own);
    }
    return state instanceof SpanContext foreign ? foreign : SpanContext.getInvalid();
  }
}
