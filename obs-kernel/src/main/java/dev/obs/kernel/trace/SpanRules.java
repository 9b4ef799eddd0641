package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import org.jspecify.annotations.Nullable;

/// Makes the parts of a span within its limits.
record SpanRules(SpanLimits limits, int attributes, int length) {
  static SpanRules of(SpanLimits limits) {
    return new SpanRules(
        limits, limits.getMaxNumberOfAttributes(), limits.getMaxAttributeValueLength());
  }

  void put(FlatAttributes to, AttributeKey<?> key, Object value) {
    to.put(key, value, attributes, length);
  }

  EventData event(long nanos, String name, @Nullable Attributes attributes) {
    Attributes all = attributes == null ? Attributes.empty() : attributes;
    return EventData.create(
        nanos, name, limited(all, limits.getMaxNumberOfAttributesPerEvent()), all.size());
  }

  /// The event that describes an exception.
  EventData exception(long nanos, Throwable exception, @Nullable Attributes attributes) {
    FlatAttributes all = new FlatAttributes();
    ExceptionAttributes.of(exception).forEach((key, value) -> put(all, key, value));
    if (attributes != null) {
      attributes.forEach((key, value) -> put(all, key, value));
    }
    return EventData.create(nanos, "exception", all, all.total());
  }

  /// A link, or null if it leads nowhere.
  @Nullable LinkData link(@Nullable SpanContext to, @Nullable Attributes attributes) {
    if (to == null || !to.isValid()) {
      return null;
    }
    Attributes all = attributes == null ? Attributes.empty() : attributes;
    return LinkData.create(to, limited(all, limits.getMaxNumberOfAttributesPerLink()), all.size());
  }

  private Attributes limited(Attributes all, int count) {
    if (all.size() <= count && length == Integer.MAX_VALUE) {
      return all;
    }
    FlatAttributes some = new FlatAttributes();
    all.forEach((key, value) -> some.put(key, value, count, length));
    return some;
  }
}
