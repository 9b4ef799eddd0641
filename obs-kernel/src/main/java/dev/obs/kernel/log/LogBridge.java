package dev.obs.kernel.log;

import dev.obs.kernel.log.LostLines.Reason;
import dev.obs.kernel.operation.Correlation;
import dev.obs.kernel.supervision.Supervisor;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.context.Context;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Turns records of `java.util.logging` into OpenTelemetry's, on the thread that logs, which sees
/// nothing of what goes wrong.
///
/// A record is first read, which calls the application: its `toString` and `getMessage` may write
/// lines themselves, up to a depth. Then it is handed over; a line that is written meanwhile is
/// about logging this line, and would never end.
///
/// Lines of the kernel itself ([OwnLoggers]) and of a sink's libraries while they work for a lane
/// go to the console only, so that a failing sink never feeds itself. They may repeat the words of
/// a server, so secrets are hidden in them.
final class LogBridge extends Handler {
  private static final int DEPTH = 8;

  private final LoggerProvider application;
  private final LoggerProvider own;
  private final Supervisor supervisor;
  private final boolean correlate;
  private final LostLines lost;
  private volatile Runnable removed = () -> {};

  @SuppressWarnings("ThreadLocalUsage") // a bridge lives as long as its kernel
  private final ThreadLocal<@Nullable Nesting> nesting = new ThreadLocal<>();

  /// @param application its records reach every log sink
  /// @param own its records reach the console only
  /// @param correlate whether records carry trace, span and correlation ids
  LogBridge(
      LoggerProvider application,
      LoggerProvider own,
      Supervisor supervisor,
      boolean correlate,
      LostLines lost) {
    this.application = application;
    this.own = own;
    this.supervisor = supervisor;
    this.correlate = correlate;
    this.lost = lost;
  }

  /// The lines that a thread is writing.
  private static final class Nesting {
    private int depth;
    private boolean handingOver;
  }

  @Override
  public void publish(LogRecord record) {
    try {
      Nesting now = nesting.get();
      if (now == null) {
        outermost(record);
      } else if (now.handingOver || now.depth == DEPTH) {
        lost.add(Reason.NESTED, LogLine.logger(record), null);
      } else {
        write(record, now);
      }
    } catch (Throwable failure) { // also without memory or stack
      lose(record, failure);
    }
  }

  private void outermost(LogRecord record) {
    Nesting first = new Nesting();
    nesting.set(first);
    try {
      write(record, first);
    } finally {
      nesting.remove();
    }
    lost.report();
  }

  private void write(LogRecord record, Nesting now) {
    now.depth++;
    try {
      if (!accepts(record)) {
        return;
      }
      LogLine line = LogLine.of(record);
      now.handingOver = true;
      try {
        emit(line);
      } catch (Throwable failure) {
        lose(record, failure);
      } finally {
        now.handingOver = false;
      }
    } finally {
      now.depth--;
    }
  }

  private void lose(LogRecord record, Throwable failure) {
    try {
      lost.add(Reason.FAILED, LogLine.logger(record), failure);
    } catch (Throwable noMemory) {
      // counted, but not described
    }
  }

  /// A filter that throws filters nothing.
  private boolean accepts(LogRecord record) {
    try {
      return isLoggable(record);
    } catch (Throwable failure) {
      return true;
    }
  }

  private void emit(LogLine line) {
    boolean isOwn = isOwn(line.logger());
    LogRecordBuilder out = (isOwn ? own : application).get(line.logger()).logRecordBuilder();
    String id = correlate ? Correlation.of(Context.current()) : null;
    (isOwn ? line.with(supervisor::text) : line).fill(out, Thread.currentThread().getName(), id);
    if (!correlate) {
      out.setContext(Context.root());
    }
    out.emit();
  }

  private boolean isOwn(String logger) {
    return OwnLoggers.contains(logger) || supervisor.threads().isLaneThread();
  }

  @Override
  public void flush() {}

  /// Sets the reaction to [#close].
  void whenRemoved(Runnable reaction) {
    removed = reaction;
  }

  /// Is called by the log manager when it has removed the handler, as its shutdown hook does before
  /// the last lines. The bridge works on.
  @Override
  public void close() {
    removed.run();
  }
}
