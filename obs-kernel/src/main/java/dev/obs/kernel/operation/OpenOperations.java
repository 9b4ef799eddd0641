package dev.obs.kernel.operation;

import org.jspecify.annotations.Nullable;

/// The operations of one thread whose scopes are open. Used by that thread.
final class OpenOperations {
  private static final ThreadLocal<OpenOperations> OF_THREAD =
      ThreadLocal.withInitial(OpenOperations::new);

  private final long thread = Thread.currentThread().threadId();

  /// The one whose scope was opened last.
  @Nullable OperationContext last;

  private OpenOperations() {}

  /// Those of the calling thread.
  static OpenOperations current() {
    return OF_THREAD.get();
  }

  /// Whether they are those of the calling thread.
  boolean areOwn() {
    return Thread.currentThread().threadId() == thread;
  }
}
