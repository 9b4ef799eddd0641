package dev.obs.bench.jmh;

import dev.obs.bench.encode.Encoder;
import dev.obs.bench.encode.Encoders;
import dev.obs.bench.encode.Records;
import dev.obs.bench.report.Side;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Encoders, by record: line 8.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class EncodeBenchmark {
  @Param public Side side;

  @Param({"span", "log", "ecs"})
  public String format;

  private Encoder encoder;

  /// Creates an instance for JMH.
  public EncodeBenchmark() {}

  /// Makes the records.
  @Setup
  public void open() throws IOException {
    encoder =
        switch (format) {
          case "span" -> Encoders.spans(side);
          case "log" -> Encoders.logs(side);
          default -> Encoders.ecs(side);
        };
  }

  /// Closes the sender of a bulk body.
  @TearDown
  public void close() throws IOException {
    encoder.close();
  }

  /// One batch.
  @Benchmark
  @OperationsPerInvocation(Records.BATCH)
  public int encode() throws IOException, InterruptedException {
    return encoder.encode();
  }
}
