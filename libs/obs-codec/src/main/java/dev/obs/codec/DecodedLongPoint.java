package dev.obs.codec;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.LongExemplarData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import java.util.List;

/// A point of longs with its exemplars, which the SDK's own factory leaves out.
record DecodedLongPoint(
    long start, long time, Attributes attributes, long value, List<LongExemplarData> exemplars)
    implements LongPointData {
  @Override
  public long getStartEpochNanos() {
    return start;
  }

  @Override
  public long getEpochNanos() {
    return time;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public long getValue() {
    return value;
  }

  @Override
  public List<LongExemplarData> getExemplars() {
    return exemplars;
  }
}
