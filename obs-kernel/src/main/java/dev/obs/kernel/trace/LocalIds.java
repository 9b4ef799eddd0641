package dev.obs.kernel.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;

/// The ids of a span of this process, as numbers. Both its span and its context have them.
public abstract class LocalIds {
  static final byte SAMPLED = 1;

  private static final TraceFlags[] FLAGS = new TraceFlags[256];

  static {
    for (int i = 0; i < FLAGS.length; i++) {
      FLAGS[i] = TraceFlags.fromByte((byte) i);
    }
  }

  final long traceHigh;
  final long traceLow;
  final long spanId;
  final byte flags;
  final TraceState state;

  LocalIds(long traceHigh, long traceLow, long spanId, byte flags, TraceState state) {
    this.traceHigh = traceHigh;
    this.traceLow = traceLow;
    this.spanId = spanId;
    this.flags = flags;
    this.state = state;
  }

  /// Returns the context of a span by its ids.
  public static SpanContext context(
      long traceHigh, long traceLow, long spanId, byte flags, TraceState state) {
    return new LocalContext(traceHigh, traceLow, spanId, flags, state);
  }

  /// The first eight bytes of the trace id, as a big-endian number.
  public final long traceIdHigh() {
    return traceHigh;
  }

  /// The last eight bytes of the trace id.
  public final long traceIdLow() {
    return traceLow;
  }

  /// The span id, not 0.
  public final long spanIdBits() {
    return spanId;
  }

  /// The trace flags.
  public final byte flagBits() {
    return flags;
  }

  /// The trace state.
  public final TraceState traceState() {
    return state;
  }

  /// Whether the span is sampled.
  public final boolean sampled() {
    return (flags & SAMPLED) != 0;
  }

  /// The flags of a byte.
  static TraceFlags flags(byte bits) {
    return FLAGS[bits & 0xFF];
  }

  /// The text of a trace id.
  public static String traceText(long high, long low) {
    return text(high).concat(text(low));
  }

  /// The lower-case hex digits of an id or of half a trace id.
  static String text(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
