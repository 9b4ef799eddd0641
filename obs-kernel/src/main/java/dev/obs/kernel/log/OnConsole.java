package dev.obs.kernel.log;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;

/// The mark of a record that the application writes on the console itself. It is in the record's
/// context, because the record itself may pass an SDK of the application.
final class OnConsole {
  private static final ContextKey<Boolean> KEY = ContextKey.named("obs-on-console");

  private OnConsole() {}

  static Context mark(Context context) {
    return context.with(KEY, true);
  }

  static boolean isMarked(Context context) {
    return Boolean.TRUE.equals(context.get(KEY));
  }
}
