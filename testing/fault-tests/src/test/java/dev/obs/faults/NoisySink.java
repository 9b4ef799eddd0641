package dev.obs.faults;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// A foreign sink that logs with every API from each of its threads, and fails.
final class NoisySink implements LogSink {
  final List<String> exported = new CopyOnWriteArrayList<>();
  volatile boolean failing = true;

  @Override
  public String type() {
    return "noisy";
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) {
    List<ExecutorService> early =
        executors(); // as clients do that start threads when they are made
    return new Exporter<>() {
      private List<ExecutorService> late = List.of();

      @Override
      public ExportResult export(List<LogRecordData> batch) throws Exception {
        if (late.isEmpty()) {
          late = executors();
        }
        say("export thread");
        run(early, "thread of open");
        run(late, "thread of export");
        Thread platform = Thread.ofPlatform().start(() -> say("platform thread"));
        Thread virtual = Thread.ofVirtual().start(() -> say("virtual thread"));
        platform.join();
        virtual.join();
        if (failing) {
          return new ExportResult.Retry("noise");
        }
        batch.forEach(record -> exported.add(String.valueOf(record.getBodyValue())));
        return ExportResult.delivered();
      }

      @Override
      public void close() {
        early.forEach(ExecutorService::shutdownNow);
        late.forEach(ExecutorService::shutdownNow);
      }
    };
  }

  private static List<ExecutorService> executors() {
    List<ExecutorService> executors = new ArrayList<>();
    executors.add(Executors.newFixedThreadPool(1));
    executors.add(Executors.newVirtualThreadPerTaskExecutor());
    executors.add(Executors.newSingleThreadScheduledExecutor());
    executors.add(Executors.newWorkStealingPool(1));
    return executors;
  }

  /// Runs it there, and on threads that those start.
  private static void run(List<ExecutorService> executors, String where)
      throws InterruptedException, ExecutionException {
    for (ExecutorService executor : executors) {
      Future<?> task =
          executor.submit(() -> {
            say(where);
            Thread.ofVirtual().start(() -> say(where + ", virtual child")).join();
            Thread.ofPlatform().start(() -> say(where + ", child")).join();
            return true;
          });
      task.get();
    }
  }

  private static void say(String where) {
    Logger.getLogger("third.party").log(Level.FINEST, "noise of jul from {0}", where);
    System.getLogger("third.party").log(System.Logger.Level.TRACE, "noise of jdk from " + where);
    LoggerFactory.getLogger("third.party").error("noise of slf4j from {}", where);
  }
}
