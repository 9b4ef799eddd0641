package dev.obs.kernel.operation;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import org.jspecify.annotations.Nullable;

/// The correlation id in OpenTelemetry's context: it follows the work wherever the context is
/// carried, and every log line written there gets it.
public final class Correlation {
  /// The attribute of spans and log records.
  public static final String ATTRIBUTE = "correlation_id";

  static final ContextKey<String> KEY = ContextKey.named("obs-correlation-id");

  private Correlation() {}

  /// The id in a context, or null.
  public static @Nullable String of(Context context) {
    return context.get(KEY);
  }

  static Context with(Context context, String id) {
    return context.with(KEY, id);
  }
}
