package dev.obs.kernel.trace;

import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import org.jspecify.annotations.Nullable;

/// Makes the parts of a span within its limits. Nothing here throws, whatever the application
/// passes.
record SpanRules(SpanLimits limits, int attributes, int length) {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

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

  /// The event that describes an exception (semantic conventions, "Exceptions"). The SDK's own way
  /// would let through what the methods of the exception throw.
  EventData exception(long nanos, Throwable exception, @Nullable Attributes attributes) {
    FlatAttributes all = new FlatAttributes();
    put(all, TYPE, type(exception));
    SafeText.message(exception).ifPresent(message -> put(all, MESSAGE, message));
    put(all, TRACE, SafeText.stackTrace(exception));
    if (attributes != null) {
      attributes.forEach((key, value) -> put(all, key, value));
    }
    return EventData.create(nanos, "exception", all, all.total());
  }

  /// The SDK's type of an exception; of a class without a canonical name, its binary name.
  private static String type(Throwable failure) {
    try {
      String name = failure.getClass().getCanonicalName();
      return name == null ? failure.getClass().getName() : name;
    } catch (LinkageError incomplete) { // an enclosing class is missing
      return failure.getClass().getName();
    }
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
