package dev.obs.kernel.supervision;

import dev.obs.model.HealthStatus;
import dev.obs.model.SafeText;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Starts the kernel's threads and watches over them, limits calls of foreign code, and logs faults
/// without flooding the log or showing a secret. Every part of the kernel that works in the
/// background is given it.
///
/// Thread-safe.
public final class Supervisor implements AutoCloseable {
  private final KernelThreads threads;
  private final UnaryOperator<String> redaction;
  private final FaultLog faults;
  private final Watchdog watchdog;
  private final Guard guard;
  private final List<Worker> workers = new CopyOnWriteArrayList<>();

  /// @param redaction replaces the secrets in a text that comes from outside
  public Supervisor(KernelThreads threads, System.Logger logger, UnaryOperator<String> redaction) {
    this.threads = threads;
    this.redaction = redaction;
    faults = new FaultLog(logger, redaction);
    watchdog = new Watchdog(threads);
    guard = new Guard(threads);
  }

  /// A thread of the kernel that works in rounds; not started.
  public Worker worker(String name, Worker.Round round) {
    return add(new Worker(name, round, faults, threads::thread, Worker.PATIENCE));
  }

  /// A thread that works for a sink in rounds; not started.
  public Worker sinkWorker(String name, Worker.Round round) {
    return add(new Worker(name, round, faults, threads::laneThread, Worker.PATIENCE));
  }

  private Worker add(Worker worker) {
    workers.removeIf(Worker::over); // checks come and go
    workers.add(worker);
    return worker;
  }

  /// Up while every thread does its work; else down with the names of those that do not.
  public HealthStatus health() {
    List<String> stuck =
        workers.stream().filter(worker -> !worker.well()).map(Worker::toString).toList();
    return stuck.isEmpty()
        ? HealthStatus.healthy()
        : HealthStatus.unhealthy().with("threads", String.join(", ", stuck));
  }

  /// The text of a foreign object, without secrets.
  public String text(@Nullable Object foreign) {
    return redaction.apply(SafeText.of(foreign));
  }

  /// Makes threads.
  public KernelThreads threads() {
    return threads;
  }

  /// Logs faults.
  public FaultLog faults() {
    return faults;
  }

  /// Interrupts calls that take too long.
  public Watchdog watchdog() {
    return watchdog;
  }

  /// Calls foreign code once.
  public Guard guard() {
    return guard;
  }

  /// Ends the watch over calls.
  @Override
  public void close() {
    watchdog.close();
  }
}
