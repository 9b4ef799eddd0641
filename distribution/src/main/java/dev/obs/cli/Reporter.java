package dev.obs.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A printer of reports to standard output on its own thread: a blocked pipe delays nothing else.
final class Reporter {
  /// The maximum number of waiting prints; it is exceeded only if the output is blocked.
  private static final int WAITING = 64;

  private final BlockingQueue<Print> waiting = new LinkedBlockingQueue<>(WAITING);

  private Reporter() {}

  /// One use of the output.
  @FunctionalInterface
  interface Print {
    /// Prints; may block.
    void run() throws IOException;
  }

  /// Starts the thread.
  static Reporter start() {
    Reporter reporter = new Reporter();
    Thread thread = new Thread(reporter::work, "obs-reports");
    thread.setDaemon(true);
    thread.start();
    return reporter;
  }

  private void work() {
    try {
      while (true) {
        run(waiting.take());
      }
    } catch (InterruptedException nobody) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(Print print) {
    try {
      print.run();
    } catch (IOException closed) {
      // the output is closed, so the failure cannot be reported
    }
  }

  /// Prints a report after the earlier ones. Does not wait for it.
  void report(Consumer<PrintStream> report) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, System.out.charset())) {
      report.accept(out);
    }
    print(() -> {
      System.out.write(text.toByteArray());
      System.out.flush();
    });
  }

  /// Prints anything in the same way. Dropped if too many prints are waiting.
  void print(Print print) {
    boolean _ = waiting.offer(print);
  }

  /// Waits until everything is printed. A signal limits the time.
  void await() throws InterruptedException {
    CountDownLatch printed = new CountDownLatch(1);
    waiting.put(printed::countDown);
    printed.await();
  }
}
