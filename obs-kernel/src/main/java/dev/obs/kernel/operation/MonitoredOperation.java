package dev.obs.kernel.operation;

import dev.obs.api.Operation;
import dev.obs.kernel.supervision.Arguments;
import dev.obs.kernel.trace.AttributeTable;
import dev.obs.kernel.trace.KeyCache;
import dev.obs.kernel.trace.LocalSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// One running operation, which is its own context.
///
/// The thread that starts it writes the notes plainly; those of other threads, and those that the
/// first one adds from then on, are kept apart under a lock and added when it ends. Another thread
/// announces itself before it looks whether the operation has ended, and the end is marked before
/// anyone is looked for: so either the end waits for a note, or the note comes too late.
final class MonitoredOperation extends OperationContext implements Operation {
  /// The `error.type` of a failure that is not known, as semantic conventions name it.
  private static final String OTHER = "_OTHER";

  private final OperationMonitor monitor;
  private final OperationStats stats;
  private final byte cpuWeight;
  private @Nullable Notes own;
  private @Nullable Notes later;
  private volatile boolean shared;
  private volatile boolean full;

  MonitoredOperation(
      OperationMonitor monitor,
      OperationStats stats,
      OperationData data,
      Span span,
      Context outer) {
    super(outer, span, data, monitor.calls());
    this.monitor = monitor;
    this.stats = stats;
    this.cpuWeight = (byte) stats.cpuWeight();
  }

  /// Starts it on the calling thread.
  ///
  /// @param nanoTime [System#nanoTime] at the start
  MonitoredOperation begin(long nanoTime) {
    enter();
    data.start(nanoTime, monitor.cost(), cpuWeight > 0);
    return this;
  }

  @Override
  public Operation with(String key, @Nullable String value) {
    return value == null ? this : note(KeyCache.TEXTS.key(Arguments.name(key)), value);
  }

  @Override
  public Operation with(String key, long value) {
    return note(KeyCache.LONGS.key(Arguments.name(key)), value);
  }

  @Override
  public Operation with(String key, double value) {
    return note(KeyCache.DOUBLES.key(Arguments.name(key)), value);
  }

  @Override
  public Operation with(String key, boolean value) {
    return note(KeyCache.BOOLEANS.key(Arguments.name(key)), value);
  }

  private <T> Operation note(AttributeKey<T> key, T value) {
    if (keepOnSpan(key, value)) {
      return this;
    }
    monitor.spans().copy(span, key, value);
    if (!keep(key, value)) {
      notesFull(1);
    }
    return this;
  }

  /// Keeps a note as an attribute of the span, where it is needed anyway, until the two differ.
  private boolean keepOnSpan(AttributeKey<?> key, Object value) {
    return own == null
        && !shared
        && isOwn()
        && !hasEnded()
        && LocalSpans.note(
            span, key, value, Math.min(Notes.SMALL, monitor.noteLimit()), Notes.VALUE);
  }

  /// @return false if there was no room; once the operation has ended nothing is kept, and true
  private boolean keep(AttributeKey<?> key, Object value) {
    if (shared || !isOwn()) {
      return keepLater(key, value);
    }
    if (hasEnded()) {
      return true;
    }
    Notes known = own;
    if (known == null) {
      known = new Notes();
      known.putAll(LocalSpans.notes(span), monitor.noteLimit());
      own = known;
    }
    return known.put(key, value, monitor.noteLimit());
  }

  private boolean keepLater(AttributeKey<?> key, Object value) {
    shared = true;
    synchronized (data) {
      if (hasEnded()) {
        return true;
      }
      if (later == null) {
        later = new Notes();
      }
      return later.put(key, value, monitor.noteLimit());
    }
  }

  private void notesFull(int dropped) {
    monitor.notesDropped(dropped);
    if (!full) {
      full = true; // two threads may warn, and the log has one line of them
      monitor.notesFull(data.name());
    }
  }

  /// Returns the notes of an operation that has ended.
  ///
  /// @param owned whether the calling thread started it, and so writes no notes now
  private @Nullable AttributeTable notes(boolean owned) {
    AttributeTable kept = own == null ? LocalSpans.notes(span) : own;
    if (owned && !shared) {
      return kept;
    }
    synchronized (data) {
      Notes all = new Notes();
      all.putAll(kept, monitor.noteLimit());
      int dropped = all.putAll(later, monitor.noteLimit());
      later = null;
      if (dropped > 0) {
        notesFull(dropped);
      }
      return all;
    }
  }

  @Override
  public Operation fail(Throwable failure) {
    String type = failure == null ? OTHER : Arguments.name(failure.getClass().getName());
    data.fail(type);
    if (failure != null) {
      monitor.spans().exception(span, failure);
    }
    monitor.spans().fail(span, type);
    return this;
  }

  @Override
  public Span span() {
    return span;
  }

  @Override
  public void close() {
    long nanoTime = System.nanoTime();
    if (!markEnded()) {
      return;
    }
    boolean owned = isOwn();
    data.end(nanoTime, monitor.cost(), owned);
    exit();
    try {
      data.complete(monitor.epochNanos(data.startedAt()), span, calls(), notes(owned));
      monitor.ended(this);
    } catch (Throwable noMemory) {
      calls().report(noMemory);
    } finally {
      monitor.spans().end(span, nanoTime);
    }
  }

  @Override
  ForeignCalls calls() {
    return monitor.calls();
  }

  OperationStats stats() {
    return stats;
  }

  OperationData data() {
    return data;
  }

  int cpuWeight() {
    return cpuWeight;
  }
}
