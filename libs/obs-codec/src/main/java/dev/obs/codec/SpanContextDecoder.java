package dev.obs.codec;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;

/// A factory of span contexts from their parts, which several messages contain.
final class SpanContextDecoder {
  /// `SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK`.
  private static final int IS_REMOTE = 0x200;

  /// W3C's limit for the members of a trace state.
  private static final int MAX_MEMBERS = 32;

  private SpanContextDecoder() {}

  /// Creates a context that is valid if both ids are.
  static SpanContext context(
      String traceId, String spanId, int flags, TraceState state, boolean remote) {
    if (spanId.isEmpty() && flags == 0 && state.isEmpty() && !remote) {
      return SpanContext.getInvalid();
    }
    TraceFlags traceFlags = TraceFlags.fromByte((byte) flags);
    return remote
        ? SpanContext.createFromRemoteParent(traceId, spanId, traceFlags, state)
        : SpanContext.create(traceId, spanId, traceFlags, state);
  }

  /// Returns whether the flags of a span or link mark its context as remote.
  static boolean isRemote(int flags) {
    return (flags & IS_REMOTE) != 0;
  }

  /// Parses a [W3C](https://www.w3.org/TR/trace-context/#tracestate-header) header. Invalid members
  /// are left out.
  static TraceState traceState(String header) {
    if (header.isEmpty()) {
      return TraceState.getDefault();
    }
    List<String> members = new ArrayList<>();
    for (int start = 0; start < header.length() && members.size() < MAX_MEMBERS; ) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      members.add(header.substring(start, end).strip());
      start = end + 1;
    }
    TraceStateBuilder state = TraceState.builder();
    // from the end, because a builder puts each member before its existing ones
    for (String member : members.reversed()) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        state.put(member.substring(0, equals), member.substring(equals + 1));
      }
    }
    return state.build();
  }
}
