package dev.obs.kernel.log;

import dev.obs.codec.EpochNanos;
import dev.obs.kernel.trace.ExceptionAttributes;
import dev.obs.kernel.trace.FlatAttributes;
import dev.obs.kernel.trace.KeyCache;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A record under construction. It passes over what the API declares invalid, and over a time or a
/// text that is null. It may emit several records: each has what was set by then. Used by one
/// thread.
final class KernelLogRecordBuilder implements LogRecordBuilder {
  private static final List<AttributeKey<String>> EXCEPTION =
      List.of(LogLine.TYPE, LogLine.MESSAGE, LogLine.TRACE);

  private final KernelLogger logger;
  private long time;
  private long observed;
  private @Nullable Context context;
  private Severity severity = Severity.UNDEFINED_SEVERITY_NUMBER;
  private @Nullable String severityText;
  private @Nullable Object body; // a text or a value
  private @Nullable String event;
  private @Nullable FlatAttributes attributes;
  private @Nullable Attributes sorted; // the attributes as a record has them, unless they changed

  KernelLogRecordBuilder(KernelLogger logger) {
    this.logger = logger;
  }

  @Override
  public LogRecordBuilder setTimestamp(long timestamp, @Nullable TimeUnit unit) {
    if (unit != null) {
      time = unit.toNanos(timestamp);
    }
    return this;
  }

  @Override
  public LogRecordBuilder setTimestamp(@Nullable Instant instant) {
    if (instant != null) {
      time = nanos(instant);
    }
    return this;
  }

  @Override
  public LogRecordBuilder setObservedTimestamp(long timestamp, @Nullable TimeUnit unit) {
    if (unit != null) {
      observed = unit.toNanos(timestamp);
    }
    return this;
  }

  @Override
  public LogRecordBuilder setObservedTimestamp(@Nullable Instant instant) {
    if (instant != null) {
      observed = nanos(instant);
    }
    return this;
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  @Override
  public LogRecordBuilder setContext(@Nullable Context context) {
    this.context = context;
    return this;
  }

  @Override
  public LogRecordBuilder setSeverity(@Nullable Severity severity) {
    this.severity = severity == null ? Severity.UNDEFINED_SEVERITY_NUMBER : severity;
    return this;
  }

  @Override
  public LogRecordBuilder setSeverityText(@Nullable String severityText) {
    this.severityText = severityText;
    return this;
  }

  @Override
  public LogRecordBuilder setBody(@Nullable String body) {
    this.body = body;
    return this;
  }

  @Override
  public LogRecordBuilder setBody(@Nullable Value<?> body) {
    this.body = body;
    return this;
  }

  @Override
  public LogRecordBuilder setEventName(@Nullable String eventName) {
    event = eventName;
    return this;
  }

  /// Adds the attributes of an exception, in the SDK's order; those that are set stay.
  @Override
  public LogRecordBuilder setException(@Nullable Throwable throwable) {
    if (throwable != null) {
      Attributes all = ExceptionAttributes.of(throwable);
      for (AttributeKey<String> key : EXCEPTION) {
        if (attributes == null || attributes.value(key.getKey()) == null) {
          putValid(key, all.get(key));
        }
      }
    }
    return this;
  }

  @Override
  public LogRecordBuilder setAllAttributes(@Nullable Attributes attributes) {
    if (attributes != null) {
      attributes.forEach(this::putValid);
    }
    return this;
  }

  @Override
  public <T> LogRecordBuilder setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    putValid(key, value);
    return this;
  }

  @Override
  public LogRecordBuilder setAttribute(@Nullable String key, @Nullable String value) {
    return key == null ? this : setAttribute(KeyCache.TEXTS.key(key), value);
  }

  @Override
  public LogRecordBuilder setAttribute(@Nullable String key, long value) {
    return key == null ? this : setAttribute(KeyCache.LONGS.key(key), value);
  }

  @Override
  public LogRecordBuilder setAttribute(@Nullable String key, double value) {
    return key == null ? this : setAttribute(KeyCache.DOUBLES.key(key), value);
  }

  @Override
  public LogRecordBuilder setAttribute(@Nullable String key, boolean value) {
    return key == null ? this : setAttribute(KeyCache.BOOLEANS.key(key), value);
  }

  @Override
  public LogRecordBuilder setAttribute(@Nullable String key, int value) {
    return setAttribute(key, (long) value);
  }

  @Override
  public LogRecordBuilder setAttribute(@Nullable String key, @Nullable Value<?> value) {
    return key == null ? this : setAttribute(AttributeKey.valueKey(key), value);
  }

  private void putValid(@Nullable AttributeKey<?> key, @Nullable Object value) {
    if (key != null && value != null && !key.getKey().isEmpty()) {
      put(key, value);
    }
  }

  private void put(AttributeKey<?> key, Object value) {
    KernelLoggerProvider provider = logger.provider();
    FlatAttributes own = attributes;
    if (own == null) {
      own = new FlatAttributes();
      attributes = own;
    } else if (sorted != null) {
      own = own.copy();
      attributes = own;
    }
    sorted = null;
    try {
      own.put(key, value, provider.attributes(), provider.length());
    } catch (Throwable unreadable) { // a value of the application's own, which is to be shortened
      own.put(
          AttributeKey.stringKey(key.getKey()),
          SafeText.of(value),
          provider.attributes(),
          provider.length());
    }
  }

  @Override
  public void emit() {
    try {
      Context in = context == null ? Context.current() : context;
      logger.provider().emit(record(in), in);
    } catch (Throwable failure) { // a value of the application's own, or no memory
      logger.provider().failed(failure);
    }
  }

  private KernelLogRecord record(Context in) {
    if (LaneLogProcessor.isTooEarly(time)) {
      put(LogLine.ORIGINAL_TIME, EpochNanos.text(time));
    }
    FlatAttributes own = attributes;
    Attributes all = sorted;
    if (all == null) {
      all = own == null ? Attributes.empty() : own.sorted();
      sorted = all;
    }
    return new KernelLogRecord(
        logger,
        time,
        observed == 0 ? logger.provider().now() : observed,
        Span.fromContext(in).getSpanContext(),
        severity,
        severityText,
        body,
        event,
        all,
        own == null ? 0 : own.total());
  }
}
