package dev.obs.kernel.duration;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/// One duration.
///
/// @param exemplar its span if it becomes an exemplar
/// @param endedAt nanoseconds since 1970
/// @param lacking the attributes that the point of its series lacks, if there are any
public record DurationSample(
    DurationSeries series,
    long nanos,
    @Nullable Span exemplar,
    long endedAt,
    @Nullable Attributes lacking) {
  /// Adds it to intervals of a cell.
  public void addTo(DurationIntervals intervals) {
    intervals.of(series).add(this);
  }
}
