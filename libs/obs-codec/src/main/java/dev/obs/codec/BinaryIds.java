package dev.obs.codec;

/// The ids of a span as numbers. If a `SpanContext` keeps them in this form, an encoder writes them
/// without hex digits in between.
public interface BinaryIds {
  /// The first eight bytes of the trace id, as a big-endian number.
  long traceIdHigh();

  /// The last eight bytes of the trace id.
  long traceIdLow();

  /// The span id, not 0.
  long spanIdBits();
}
