package dev.obs.codec;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import java.util.StringJoiner;

/// The mapping of OpenTelemetry's types to OTLP's numbers and texts, the same in each encoding.
public final class OtlpMapping {
  /// The maximum nesting of attribute values; deeper values are left empty. Decoders stop at 100
  /// nested messages and then refuse the whole request; a level of a key-value list takes three
  /// messages.
  public static final int MAX_DEPTH = 30;

  /// `SPAN_FLAGS_CONTEXT_HAS_IS_REMOTE_MASK`: the next bit is known.
  private static final int HAS_IS_REMOTE = 0x100;

  /// `SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK`.
  private static final int IS_REMOTE = 0x200;

  private OtlpMapping() {}

  /// Returns the number of a kind of span.
  public static int kind(SpanKind kind) {
    return switch (kind) {
      case INTERNAL -> 1;
      case SERVER -> 2;
      case CLIENT -> 3;
      case PRODUCER -> 4;
      case CONSUMER -> 5;
    };
  }

  /// Returns the number of a status.
  public static int code(StatusCode code) {
    return switch (code) {
      case UNSET -> 0;
      case OK -> 1;
      case ERROR -> 2;
    };
  }

  /// Returns the number of an aggregation temporality.
  public static int temporality(AggregationTemporality temporality) {
    return switch (temporality) {
      case DELTA -> 1;
      case CUMULATIVE -> 2;
    };
  }

  /// Returns a trace state as its W3C header, empty if there is none.
  public static String traceState(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringJoiner members = new StringJoiner(",");
    state.forEach((key, value) -> members.add(key + "=" + value));
    return members.toString();
  }

  /// Returns the eight W3C trace flags of a context.
  public static int traceFlags(SpanContext context) {
    return context.getTraceFlags().asByte() & 0xFF;
  }

  /// Returns the trace flags for spans and links: with two additional bits that mark a context of
  /// another process.
  public static int spanFlags(SpanContext context, boolean remote) {
    return traceFlags(context) | HAS_IS_REMOTE | (remote ? IS_REMOTE : 0);
  }
}
