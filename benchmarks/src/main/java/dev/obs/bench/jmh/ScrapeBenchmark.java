package dev.obs.bench.jmh;

import dev.obs.bench.report.Side;
import dev.obs.bench.scrape.PageServer;
import dev.obs.bench.scrape.Scraper;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Scrapes over a socket: line 9.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class ScrapeBenchmark {
  @Param public Side side;

  @Param({"1000", "10000", "100000"})
  public int lines;

  @Param({"text", "openmetrics", "gzip"})
  public String format;

  private PageServer page;
  private Scraper scraper;

  /// Creates an instance for JMH.
  public ScrapeBenchmark() {}

  /// Starts the server.
  @Setup
  public void open() throws IOException {
    page = PageServer.open(side, lines);
    scraper = new Scraper(page.port(), format);
  }

  /// Stops the server.
  @TearDown
  public void close() throws IOException {
    page.close();
  }

  /// One scrape.
  @Benchmark
  public long scrape() throws IOException {
    return scraper.scrape();
  }
}
