package dev.obs.codec;

/// The ids of a span as numbers: what a `SpanContext` implements that keeps them so. An encoder
/// then writes them without hex digits in between.
public interface BinaryIds {
  /// The first eight bytes of the trace id, as a big-endian number.
  long traceIdHigh();

  /// The last eight bytes of the trace id.
  long traceIdLow();

  /// The span id, not 0.
  long spanIdBits();
}
