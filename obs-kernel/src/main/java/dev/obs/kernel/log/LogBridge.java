package dev.obs.kernel.log;

import dev.obs.kernel.log.LostLines.Reason;
import dev.obs.kernel.operation.Correlation;
import dev.obs.kernel.supervision.Supervisor;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
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
  private static final int DEEPEST = 8;

  private static final int DEPTH = 0;
  private static final int HANDING_OVER = 1;

  private final LoggerProvider application;
  private final LoggerProvider own;
  private final Supervisor supervisor;
  private final boolean correlate;
  private final LostLines lost;
  private volatile Runnable removed = () -> {};

  /// What a thread writes at the moment: the number of lines within one another, and whether one is
  /// being handed over. It stays with the thread after a line, so it is no object of ours, which
  /// would hold the class loader of a kernel that is closed.
  @SuppressWarnings("ThreadLocalUsage") // a bridge lives as long as its kernel
  private final ThreadLocal<int @Nullable []> nesting = new ThreadLocal<>();

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

  @Override
  public void publish(LogRecord record) {
    try {
      int[] now = nesting.get();
      if (now == null) {
        now = new int[2];
        nesting.set(now);
      }
      if (now[HANDING_OVER] != 0 || now[DEPTH] == DEEPEST) {
        lost.add(Reason.NESTED, LogLine.logger(record), null);
        return;
      }
      write(record, now);
      if (now[DEPTH] == 0) {
        lost.report();
      }
    } catch (Throwable failure) { // also without memory or stack
      lose(record, failure);
    }
  }

  /// Calls nothing between a change of the nesting and its `try`: without stack it would stay.
  private void write(LogRecord record, int[] now) {
    now[DEPTH]++;
    try {
      if (accepts(record)) {
        handOver(LogLine.of(record), record, now);
      }
    } finally {
      now[DEPTH]--;
    }
  }

  private void handOver(LogLine line, LogRecord record, int[] now) {
    now[HANDING_OVER] = 1;
    try {
      emit(line);
    } catch (Throwable failure) {
      lose(record, failure);
    } finally {
      now[HANDING_OVER] = 0;
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
    Context context = correlate ? Context.current() : Context.root();
    String id = correlate ? Correlation.of(context) : null;
    String thread = Thread.currentThread().getName();
    Logger logger = (isOwn ? own : application).get(line.logger());
    LogLine shown = isOwn ? line.with(supervisor::text) : line;
    if (!(logger instanceof KernelLogger ours && shown.emit(ours, thread, id, context))) {
      LogRecordBuilder out = logger.logRecordBuilder();
      shown.fill(out, thread, id);
      out.setContext(context).emit();
    }
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
