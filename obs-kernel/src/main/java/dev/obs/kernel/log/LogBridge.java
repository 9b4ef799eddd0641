package dev.obs.kernel.log;

import dev.obs.kernel.log.LostLines.Reason;
import dev.obs.kernel.operation.Correlation;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.spi.LogEntry;
import dev.obs.spi.LogIntake;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.context.Context;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Turns records of `java.util.logging` and entries of bridges into OpenTelemetry's, on the thread
/// that logs, which sees nothing of what goes wrong.
///
/// A line is first read, which calls the application: its `toString` and `getMessage` may write
/// lines themselves, up to a depth. Then it is handed over; a line that is written meanwhile is
/// about logging this line, and would never end.
///
/// Lines of the kernel itself ([OwnLoggers]) and of a sink's libraries while they work for a lane
/// go to the console only, so that a failing sink never feeds itself. They may repeat the words of
/// a server, so secrets are hidden in them.
final class LogBridge extends Handler implements LogIntake {
  private static final int DEEPEST = 8;

  private static final int DEPTH = 0;
  private static final int HANDING_OVER = 1;

  private final LoggerProvider application;
  private final LoggerProvider own;
  private final Supervisor supervisor;
  private final boolean correlate;
  private final LostLines lost;
  private volatile Runnable removed = () -> {};
  private volatile BooleanSupplier watch = () -> false;
  private volatile boolean onConsole;

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
    if (watch.getAsBoolean()) {
      return; // the handler after this one brings the record again
    }
    accept(new JulEntry(record, onConsole));
  }

  @Override
  public void accept(LogEntry entry) {
    try {
      int[] now = nesting.get();
      if (now == null) {
        now = new int[2];
        nesting.set(now);
      }
      if (now[HANDING_OVER] != 0 || now[DEPTH] == DEEPEST) {
        lost.add(Reason.NESTED, LogLine.logger(entry), null);
        return;
      }
      write(entry, now);
      if (now[DEPTH] == 0) {
        lost.report();
      }
    } catch (Throwable failure) { // also without memory or stack
      lose(entry, failure);
    }
  }

  @Override
  public void missed(long count) {
    lost.missed(count);
  }

  /// Calls nothing between a change of the nesting and its `try`: without stack it would stay.
  private void write(LogEntry entry, int[] now) {
    now[DEPTH]++;
    try {
      if (accepts(entry)) {
        handOver(LogLine.of(entry), entry, now);
      }
    } finally {
      now[DEPTH]--;
    }
  }

  private void handOver(LogLine line, LogEntry entry, int[] now) {
    now[HANDING_OVER] = 1;
    try {
      emit(line);
    } catch (Throwable failure) {
      lose(entry, failure);
    } finally {
      now[HANDING_OVER] = 0;
    }
  }

  private void lose(LogEntry entry, Throwable failure) {
    try {
      lost.add(Reason.FAILED, LogLine.logger(entry), failure);
    } catch (Throwable noMemory) {
      // counted, but not described
    }
  }

  /// A filter that throws filters nothing.
  private boolean accepts(LogEntry entry) {
    try {
      return !(entry instanceof JulEntry jul) || isLoggable(jul.record());
    } catch (Throwable failure) {
      return true;
    }
  }

  private void emit(LogLine line) {
    boolean isOwn = OwnLoggers.contains(line.logger());
    if (!isOwn && supervisor.threads().isLaneThread()) {
      if (line.onConsole()) {
        return; // it is there already
      }
      isOwn = true;
    }
    // the ids of this thread are not those of another one's line
    Context around = correlate && line.thread() == null ? Context.current() : Context.root();
    String id = correlate ? Correlation.of(around) : null;
    Context context = line.onConsole() && !isOwn ? OnConsole.mark(around) : around;
    String thread = Thread.currentThread().getName();
    Logger logger = (isOwn ? own : application).get(line.logger());
    LogLine shown = isOwn ? line.with(supervisor::text) : line;
    if (!(logger instanceof KernelLogger ours && shown.emit(ours, thread, id, context))) {
      LogRecordBuilder out = logger.logRecordBuilder();
      shown.fill(out, thread, id);
      out.setContext(context).emit();
    }
  }

  /// Sets whether another handler writes all records of `java.util.logging` on the console.
  void setOnConsole(boolean written) {
    onConsole = written;
  }

  /// Sets what is asked before each record of `java.util.logging`: whether it comes again by SLF4J.
  /// It must not throw.
  void setWatch(BooleanSupplier comesAgain) {
    watch = comesAgain;
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
