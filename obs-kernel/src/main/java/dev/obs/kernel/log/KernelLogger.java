package dev.obs.kernel.log;

import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import org.jspecify.annotations.Nullable;

/// A logger of the kernel: the name under which records are made.
final class KernelLogger implements Logger {
  private final KernelLoggerProvider provider;
  private final InstrumentationScopeInfo scope;

  KernelLogger(KernelLoggerProvider provider, InstrumentationScopeInfo scope) {
    this.provider = provider;
    this.scope = scope;
  }

  KernelLoggerProvider provider() {
    return provider;
  }

  InstrumentationScopeInfo scope() {
    return scope;
  }

  @Override
  public boolean isEnabled(@Nullable Severity severity, @Nullable Context context) {
    return true;
  }

  @Override
  public boolean isEnabled(@Nullable Severity severity) {
    return true;
  }

  @Override
  public LogRecordBuilder logRecordBuilder() {
    return new KernelLogRecordBuilder(this);
  }

  /// Emits a line without attributes of its own. Its record needs no builder, unless there are
  /// limits.
  ///
  /// @param time in nanoseconds since 1970
  /// @param thread the name of the current thread
  void emit(
      String message,
      long time,
      Severity severity,
      String severityText,
      String thread,
      @Nullable String correlation,
      Context context) {
    provider.emit(
        new KernelLogRecord(
            this,
            time,
            provider.now(),
            Span.fromContext(context).getSpanContext(),
            severity,
            severityText,
            message,
            null,
            new LineAttributes(correlation, thread),
            correlation == null ? 1 : 2),
        context);
  }

  /// Whether the attributes of any line are within the limits.
  boolean isUnlimited() {
    return provider.attributes() > 1 && provider.length() == Integer.MAX_VALUE;
  }
}
