package dev.obs.kernel.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import org.jspecify.annotations.Nullable;

/// The attributes of a span that runs. The setters pass over what the API declares invalid.
///
/// The thread that started the span writes its attributes plainly into an array of its own, which
/// an operation may share as its notes. Those of other threads, and those that the first one sets
/// from then on, are kept apart under the lock of the span until it ends.
@SuppressWarnings("ReferenceEquality") // of threads and tables
abstract class AttributedSpan extends SpanRecord implements ReadWriteSpan {
  /// Attributes set by the owner.
  private FlatAttributes own;

  /// The attributes that are also the notes of an operation: the owner's until others are set.
  private @Nullable FlatAttributes notes;

  /// Attributes set by other threads, and those that the owner has set since then.
  private @Nullable FlatAttributes later;

  private @Nullable Thread owner = Thread.currentThread();

  AttributedSpan(
      KernelTracer tracer,
      long traceHigh,
      long traceLow,
      long spanId,
      byte flags,
      TraceState state,
      @Nullable LocalIds parent,
      @Nullable SpanContext foreignParent,
      String name,
      SpanKind kind,
      long startNanos,
      FlatAttributes attributes) {
    super(
        tracer,
        traceHigh,
        traceLow,
        spanId,
        flags,
        state,
        parent,
        foreignParent,
        name,
        kind,
        startNanos);
    own = attributes;
  }

  final SpanRules rules() {
    return tracer.provider().rules();
  }

  /// Announces a change by a thread that does not own the span.
  ///
  /// @return false if the span has ended
  abstract boolean announce();

  private void put(AttributeKey<?> key, Object value) {
    if (Thread.currentThread() == owner && later == null) {
      if (notes == own) {
        divide();
      }
      rules().put(own, key, value);
    } else if (announce()) {
      putLater(key, value);
    }
  }

  /// Shares the owner's attributes with an operation, which keeps them for its record. Called by
  /// the owner, before the span has any.
  void share() {
    notes = own;
  }

  /// Leaves the attributes so far to the operation.
  private synchronized void divide() {
    own = own.with(null, rules().attributes());
  }

  /// Sets an attribute that is shared with the operation.
  ///
  /// @param count how many attributes the operation keeps here
  /// @param length of the longest text that it keeps
  /// @return false, and nothing is set, if it cannot be the same for span and operation
  boolean putShared(AttributeKey<?> key, Object value, int count, int length) {
    if (notes != own || Thread.currentThread() != owner || later != null) {
      return false;
    }
    SpanRules rules = rules();
    if (own.size() >= Math.min(count, rules.attributes())
        || (value instanceof String text && text.length() > Math.min(length, rules.length()))) {
      return false;
    }
    own.put(key, value, count, length);
    return true;
  }

  /// The attributes that are or were shared, null if none ever were.
  @Nullable AttributeTable notes() {
    return notes;
  }

  private synchronized void putLater(AttributeKey<?> key, Object value) {
    if (isRecording()) {
      FlatAttributes known = later;
      if (known == null) {
        known = new FlatAttributes();
        later = known;
      }
      rules().put(known, key, value);
    }
  }

  /// Takes the attributes from their owner.
  ///
  /// @return whether it is the calling thread
  final boolean disown() {
    boolean owned = Thread.currentThread() == owner;
    owner = null;
    return owned;
  }

  final FlatAttributes own() {
    return own;
  }

  /// Waits for changes that were announced before the end. If the owner may still be writing
  /// attributes, which come too late, they are left behind.
  final synchronized void merge(boolean owned) {
    attributes = owned && later == null ? own : running();
    later = null;
  }

  final synchronized FlatAttributes running() {
    return own.with(later, rules().limits().getMaxNumberOfAttributes());
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, @Nullable String value) {
    if (key != null && !key.isEmpty() && value != null) {
      put(KeyCache.TEXTS.key(key), value);
    }
    return this;
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, long value) {
    if (key != null && !key.isEmpty()) {
      put(KeyCache.LONGS.key(key), value);
    }
    return this;
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, double value) {
    if (key != null && !key.isEmpty()) {
      put(KeyCache.DOUBLES.key(key), value);
    }
    return this;
  }

  @Override
  public final ReadWriteSpan setAttribute(@Nullable String key, boolean value) {
    if (key != null && !key.isEmpty()) {
      put(KeyCache.BOOLEANS.key(key), value);
    }
    return this;
  }

  @Override
  public final <T> ReadWriteSpan setAttribute(@Nullable AttributeKey<T> key, @Nullable T value) {
    if (key != null && !key.getKey().isEmpty() && value != null) {
      put(key, value);
    }
    return this;
  }
}
