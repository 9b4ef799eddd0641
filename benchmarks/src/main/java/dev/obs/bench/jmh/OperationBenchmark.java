package dev.obs.bench.jmh;

import dev.obs.bench.operation.Kind;
import dev.obs.bench.operation.Shape;
import dev.obs.bench.operation.Work;
import dev.obs.bench.operation.Works;
import dev.obs.bench.report.Side;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Operations and spans: lines 1 to 4, and how their cost grows.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class OperationBenchmark {
  @Param public Side side;
  @Param public Kind kind;

  @Param("1")
  public int names;

  @Param("1")
  public int sinks;

  private final LongAdder done = new LongAdder();
  private Work work;

  /// Creates an instance for JMH.
  public OperationBenchmark() {}

  /// Opens the side.
  @Setup
  public void open() {
    work = Works.open(side, kind, new Shape(names, sinks));
    LossGauge.set(() -> 100.0 * work.lost(done.sum()) / Math.max(1, done.sum()));
  }

  /// Closes the side.
  @TearDown
  public void close() {
    work.close();
  }

  /// One operation.
  @Benchmark
  public void run(Turn turn) {
    work.run(turn.next(names));
  }

  /// The names in turn, by thread.
  @State(Scope.Thread)
  public static class Turn {
    private int index;
    private long done;

    /// Creates an instance for JMH.
    public Turn() {}

    int next(int names) {
      done++;
      index = index + 1 < names ? index + 1 : 0;
      return index;
    }

    /// Adds the number of operations of this thread.
    @TearDown(Level.Iteration)
    public void count(OperationBenchmark benchmark) {
      benchmark.done.add(done);
      done = 0;
    }
  }
}
