package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Ids as numbers are written like their hex digits.
class BinaryIdsTest {
  private record Numbers(long traceIdHigh, long traceIdLow, long spanIdBits)
      implements SpanContext, BinaryIds {
    @Override
    public String getTraceId() {
      return HexFormat.of().toHexDigits(traceIdHigh) + HexFormat.of().toHexDigits(traceIdLow);
    }

    @Override
    public String getSpanId() {
      return HexFormat.of().toHexDigits(spanIdBits);
    }

    @Override
    public TraceFlags getTraceFlags() {
      return TraceFlags.getSampled();
    }

    @Override
    public TraceState getTraceState() {
      return TraceState.getDefault();
    }

    @Override
    public boolean isRemote() {
      return false;
    }
  }

  private static byte[] encoded(SpanContext context) {
    ProtoBuffer buffer = new ProtoBuffer();
    new SpanContextEncoder(buffer).ids(1, 2, context);
    return buffer.toByteArray();
  }

  @Test
  void areWrittenLikeTheirDigits() {
    Random random = new Random(2);
    for (int i = 0; i < 1_000; i++) {
      Numbers numbers = new Numbers(random.nextLong(), random.nextLong(), random.nextLong() | 1);
      SpanContext digits =
          SpanContext.create(
              numbers.getTraceId(),
              numbers.getSpanId(),
              TraceFlags.getSampled(),
              TraceState.getDefault());
      assertArrayEquals(encoded(digits), encoded(numbers), numbers::toString);
    }
  }

  @Test
  void onlyHexDigitsHaveAValue() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      int expected = c < 128 ? Character.digit(c, 16) : -1;
      assertEquals(expected, HexDigits.value(c), "U+" + Integer.toHexString(c));
    }
  }
}
