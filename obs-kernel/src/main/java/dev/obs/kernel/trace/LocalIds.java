package dev.obs.kernel.trace;

import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;

/// The ids of a span of this process, as numbers.
abstract class LocalIds {
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

  /// The flags of a byte.
  static TraceFlags flags(byte bits) {
    return FLAGS[bits & 0xFF];
  }

  /// The lower-case hex digits of an id or of half a trace id.
  static String text(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
