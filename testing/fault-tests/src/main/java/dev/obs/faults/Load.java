package dev.obs.faults;

import static java.util.stream.Collectors.joining;

import dev.obs.api.Obs;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// The application under test, in a separate process: it emits numbered log records at a constant
/// rate and writes [Accounts] that survive a kill.
///
/// ```sh
/// java -cp ... dev.obs.faults.Load --config telemetry.yaml --rate 10000 --threads 1 --seconds 60 \
///   --bytes 300 --first 0 --accounts accounts.txt --latency
/// ```
///
/// Prints `ready` once it emits, and last a line `figures name=value ...`. SIGTERM ends it; a file
/// `end` beside the accounts ends it before the kernel closes, so that nothing is refused. With one
/// thread records are offered in the order of their numbers: as long as none is refused, the first
/// N are the accepted ones when `accepted` is N.
public final class Load {
  private static final long ACCOUNTS_PERIOD = 5_000_000;
  private static final long THREAD_LIMIT = 500_000_000;

  private final LoadOptions options;
  private final AtomicLong emitted = new AtomicLong();
  private final AtomicLong thrown = new AtomicLong();
  private final HeapPeak heapPeak = new HeapPeak();
  private final List<Histogram> latencies = new ArrayList<>();
  private volatile boolean stopped;

  private Load(LoadOptions options) {
    this.options = options;
  }

  /// Runs the load.
  public static void main(String[] args) throws Exception {
    new Load(LoadOptions.parse(args)).run();
  }

  private void run() throws Exception {
    Thread main = Thread.currentThread();
    Thread stop =
        new Thread(() -> {
          stopped = true;
          try {
            main.join();
          } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
          }
        });
    Runtime.getRuntime().addShutdownHook(stop);
    long heapBefore;
    long heapAfter;
    long closing;
    Obs obs = Obs.builder().configuration(options.config()).set("health.port", "0").start();
    try (AccountsWriter accounts = AccountsWriter.open(options.accounts(), obs, emitted::get)) {
      heapBefore = heap();
      emit(obs, accounts);
      heapAfter = heap();
      long start = System.nanoTime();
      obs.close();
      closing = System.nanoTime() - start;
      accounts.last();
    }
    System.out.println(
        "figures emitted="
            + emitted.get()
            + " thrown="
            + thrown.get()
            + " heap_peak="
            + heapPeak.bytes()
            + " heap_before="
            + heapBefore
            + " heap_after="
            + heapAfter
            + " close_ms="
            + closing / 1_000_000
            + " threads_left="
            + threads()
            + (options.latency() ? latency() : ""));
    System.out.flush();
  }

  private void emit(Obs obs, AccountsWriter accounts) throws InterruptedException, IOException {
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < options.threads(); i++) {
      Histogram latency = new Histogram(1, 60_000_000_000L, 3);
      latencies.add(latency);
      int number = i;
      threads.add(
          Thread.ofPlatform().name("load-" + i).start(() -> produce(obs, number, start, latency)));
    }
    System.out.println(
        obs.view().extensions().stream()
            .flatMap(extension -> extension.addresses().stream())
            .map(URI::toString)
            .collect(joining(" ", "serves ", "")));
    System.out.println("ready");
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        accounts.write();
        stopped |= accounts.isToEnd();
        LockSupport.parkNanos(ACCOUNTS_PERIOD);
      }
      thread.join();
    }
  }

  private void produce(Obs obs, int thread, long start, Histogram latency) {
    Logger logger = obs.openTelemetry().getLogsBridge().get("load");
    Tracer tracer = obs.openTelemetry().getTracer("load");
    long interval = 1_000_000_000L * options.threads() / options.rate();
    long offset = interval * thread / options.threads();
    long measured = start + options.warmup() * 1_000_000_000L;
    List<String> paddings = options.bytes().stream().map("x"::repeat).toList();
    long records = options.records() / options.threads();
    for (long i = 0; i < records && !isOver(start); i++) {
      long due = start + offset + i * interval;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      String name = "seq=" + (options.first() + i * options.threads() + thread);
      String padding = paddings.get((int) (i % paddings.size()));
      long before = System.nanoTime();
      try {
        String body = name + " " + padding.substring(Math.min(padding.length(), name.length() + 1));
        logger.logRecordBuilder().setSeverity(Severity.INFO).setBody(body).emit();
        if (options.spans()) {
          tracer.spanBuilder(name).setAttribute("padding", padding).startSpan().end();
        }
      } catch (Throwable failure) { // also an OutOfMemoryError: an application must not see any
        thrown.incrementAndGet();
        continue;
      }
      emitted.incrementAndGet();
      if (options.latency() && before - measured >= 0) {
        latency.recordValue(System.nanoTime() - before);
      }
    }
    while (!isOver(start)) {
      LockSupport.parkNanos(ACCOUNTS_PERIOD);
    }
  }

  private boolean isOver(long start) {
    return stopped
        || (options.seconds() >= 0
            && System.nanoTime() - start >= options.seconds() * 1_000_000_000L);
  }

  /// Returns the number of remaining threads of the kernel, after finished ones have ended.
  private static long threads() {
    long end = System.nanoTime() + THREAD_LIMIT;
    long count = own();
    while (count > 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(1_000_000);
      count = own();
    }
    return count;
  }

  private static long own() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("obs-"))
        .count();
  }

  private String latency() {
    Histogram all = new Histogram(1, 60_000_000_000L, 3);
    latencies.forEach(all::add);
    return String.format(
        Locale.ROOT,
        " p50_ns=%d p99_ns=%d p999_ns=%d max_ns=%d measured=%d",
        all.getValueAtPercentile(50),
        all.getValueAtPercentile(99),
        all.getValueAtPercentile(99.9),
        all.getMaxValue(),
        all.getTotalCount());
  }

  /// Returns the bytes in use after a collection.
  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
