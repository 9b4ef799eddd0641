package dev.obs.kernel.log;

import dev.obs.kernel.delivery.RecordSize;
import dev.obs.kernel.delivery.SizedRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import org.jspecify.annotations.Nullable;

/// A log record, as the sinks get it. Immutable.
final class KernelLogRecord implements LogRecordData, SizedRecord {
  private final KernelLogger logger;
  private final long time;
  private final long observed;
  private final SpanContext span;
  private final Severity severity;
  private final @Nullable String severityText;
  private final @Nullable Object body; // a text or a value
  private final @Nullable String event;
  private final Attributes attributes;
  private final int total;

  /// @param body a text, a [Value] or null
  /// @param attributes sorted by name, so that a line is the same for the same attributes
  /// @param total how many there are, those included that were dropped
  KernelLogRecord(
      KernelLogger logger,
      long time,
      long observed,
      SpanContext span,
      Severity severity,
      @Nullable String severityText,
      @Nullable Object body,
      @Nullable String event,
      Attributes attributes,
      int total) {
    this.logger = logger;
    this.time = time;
    this.observed = observed;
    this.span = span;
    this.severity = severity;
    this.severityText = severityText;
    this.body = body;
    this.event = event;
    this.attributes = attributes;
    this.total = total;
  }

  /// The message: the text of the body, empty if there is none.
  String message() {
    if (body == null) {
      return "";
    }
    return body instanceof String text ? text : ((Value<?>) body).asString();
  }

  /// The texts of a logger or of a level are shared with other records. A thread's name is counted,
  /// because a thread may end before its lines are written; it is short.
  @Override
  public long contentBytes() {
    long size = RecordSize.text(event);
    if (body instanceof String text) {
      size += RecordSize.text(text);
    } else if (body instanceof Value<?> value) {
      size += RecordSize.of(value);
    }
    if (attributes instanceof LineAttributes line) {
      return size + line.bytes();
    }
    return size + RecordSize.text(severityText) + RecordSize.of(attributes);
  }

  @Override
  public Resource getResource() {
    return logger.provider().resource();
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return logger.scope();
  }

  @Override
  public long getTimestampEpochNanos() {
    return time;
  }

  @Override
  public long getObservedTimestampEpochNanos() {
    return observed;
  }

  @Override
  public SpanContext getSpanContext() {
    return span;
  }

  @Override
  public Severity getSeverity() {
    return severity;
  }

  @Override
  public @Nullable String getSeverityText() {
    return severityText;
  }

  @Override
  @Deprecated
  public io.opentelemetry.sdk.logs.data.Body getBody() {
    return body == null
        ? io.opentelemetry.sdk.logs.data.Body.empty()
        : io.opentelemetry.sdk.logs.data.Body.string(message());
  }

  @Override
  public @Nullable Value<?> getBodyValue() {
    return body instanceof String text ? Value.of(text) : (Value<?>) body;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return total;
  }

  @Override
  public @Nullable String getEventName() {
    return event;
  }

  @Override
  public String toString() {
    return logger.scope().getName() + ' ' + severity + ' ' + message() + ' ' + attributes;
  }
}
