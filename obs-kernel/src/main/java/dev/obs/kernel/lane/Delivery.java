package dev.obs.kernel.lane;

import dev.obs.kernel.guard.FaultLog;
import dev.obs.kernel.guard.Supervisor;
import dev.obs.kernel.guard.Watchdog;
import dev.obs.kernel.lane.Burial.Rejected;
import dev.obs.kernel.spool.Losses;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Settles batches: hands one to the exporter until each of its items is delivered or given up.
///
/// [#deliver] is called by one thread alone.
final class Delivery<T> {
  /// How often an exporter may throw something unexpected on one batch: it may be the batch.
  private static final int THROWS = 5;

  private static final int[] NONE = {};

  private final String name;
  private final Exporter<T> exporter;
  private final LaneOptions options;
  private final Ledger ledger;
  private final Watchdog watchdog;
  private final FaultLog faults;
  private final Burial<T> burial;
  private final boolean patient;

  private volatile String failing = "";
  private volatile boolean closing;
  private volatile long giveUpAt;
  private boolean hurried;
  private boolean spent;

  // what became of the batch at hand
  private int delivered;
  private int deadLettered;
  private Losses dropped = new Losses();

  /// @param patient whether to use all the time there is for closing; else one more attempt is
  ///   enough where a backend does not answer, because nothing is lost with the process
  Delivery(
      String name,
      Exporter<T> exporter,
      LaneOptions options,
      Ledger ledger,
      Supervisor supervisor,
      Burial<T> burial,
      boolean patient) {
    this.name = name;
    this.exporter = exporter;
    this.options = options;
    this.ledger = ledger;
    this.watchdog = supervisor.watchdog();
    this.faults = supervisor.faults();
    this.burial = burial;
    this.patient = patient;
  }

  /// Returns when every item of the batch is booked, or the lane closes and time is up.
  Settlement deliver(List<T> batch) {
    delivered = 0;
    deadLettered = 0;
    dropped = new Losses();
    int[] pending = IntStream.range(0, batch.size()).toArray();
    int failures = 0;
    int thrown = 0;
    while (pending.length > 0 && !givesUp()) {
      Duration wish = Duration.ZERO;
      boolean last = closing && !patient;
      try {
        ExportResult result = export(items(batch, pending));
        pending = settle(batch, pending, result);
        wish = wish(result);
      } catch (IOException failure) {
        fail(String.valueOf(failure.getMessage()));
      } catch (Throwable failure) { // an Error of a plugin must not end the lane
        fail(failure.toString());
        if (++thrown == THROWS) {
          reject(batch, pending, "exporter threw " + failure.getClass().getName());
          pending = NONE;
        }
      }
      if (pending.length > 0) {
        ledger.retry();
        spent |= last;
        pause(options.backoff().before(++failures, wish));
      }
    }
    return new Settlement(delivered, deadLettered, dropped, pending);
  }

  /// Whether the lane closes and there is nothing more to be hoped for.
  boolean givesUp() {
    return closing && (spent || System.nanoTime() - giveUpAt >= 0);
  }

  private static <T> List<T> items(List<T> batch, int[] pending) {
    return pending.length == batch.size()
        ? batch
        : Arrays.stream(pending).<T>mapToObj(batch::get).toList();
  }

  private ExportResult export(List<T> pending) throws Exception {
    Duration limit = options.exportTimeout();
    Watchdog.Watch watch = watchdog.watch(limit);
    try (watch) {
      return Objects.requireNonNull(exporter.export(pending), "the exporter answered null");
    } catch (InterruptedException interrupted) {
      throw new IOException(
          watch.expired() ? "no answer within " + limit.toMillis() + " ms" : "interrupted",
          interrupted);
    } finally {
      Thread.interrupted(); // whatever the exporter left behind must not close a file of ours
    }
  }

  private static Duration wish(ExportResult result) {
    return switch (result) {
      case Retry retry -> retry.after();
      case PerItem items -> items.after();
      case Delivered _, ExportResult.Rejected _, PartlyRejected _ -> Duration.ZERO;
    };
  }

  /// Books a result and returns what is to be sent again.
  private int[] settle(List<T> batch, int[] pending, ExportResult result) {
    switch (result) {
      case Delivered _ -> succeed(pending.length);
      case Retry retry -> {
        fail(retry.reason());
        return pending;
      }
      case ExportResult.Rejected rejected -> reject(batch, pending, rejected.reason());
      case PartlyRejected part -> {
        int lost = Math.clamp(part.count(), 0, pending.length);
        succeed(pending.length - lost);
        drop(lost, part.reason()); // nobody knows which
      }
      case PerItem items -> {
        return settle(batch, pending, items.items());
      }
    }
    return NONE;
  }

  private int[] settle(List<T> batch, int[] pending, List<Item> items) {
    BitSet named = new BitSet(pending.length);
    for (Item item : items) {
      Objects.checkIndex(item.index(), pending.length); // before anything is booked
      named.set(item.index());
    }
    if (named.cardinality() < items.size()) {
      throw new IllegalArgumentException("the exporter named an item twice");
    }
    succeed(pending.length - items.size());
    List<Rejected<T>> rejected = new ArrayList<>();
    IntStream.Builder again = IntStream.builder();
    for (Item item : items) {
      int index = pending[item.index()];
      if (item.verdict() == Verdict.RETRY) {
        again.add(index);
        fail(item.reason());
      } else {
        rejected.add(new Rejected<>(index, batch.get(index), item.reason()));
      }
    }
    reject(rejected);
    return again.build().toArray();
  }

  private void reject(List<T> batch, int[] pending, String reason) {
    List<Rejected<T>> rejected = new ArrayList<>(pending.length);
    for (int index : pending) {
      rejected.add(new Rejected<>(index, batch.get(index), reason));
    }
    reject(rejected);
  }

  private void reject(List<Rejected<T>> rejected) {
    if (rejected.isEmpty()) {
      return;
    }
    int kept = burial.bury(rejected);
    deadLettered += kept;
    ledger.bury(kept);
    rejected
        .subList(0, kept)
        .forEach(item -> report("puts records aside as dead letters", item.reason()));
    rejected.subList(kept, rejected.size()).forEach(item -> drop(1, item.reason()));
  }

  private void succeed(int count) {
    failing = "";
    delivered += count;
    ledger.deliver(count);
  }

  private void drop(int count, String reason) {
    if (count > 0) {
      dropped.add(count, reason);
      ledger.drop(count, reason);
      report("drops records", reason);
    }
  }

  private void fail(String reason) {
    failing = reason;
    report("cannot deliver and tries again", reason);
  }

  /// One log line for each cause and minute.
  void report(String what, String reason) {
    faults.warn(name + what + reason, name + " " + what + ": " + reason);
  }

  private void pause(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    while (true) {
      if (closing && !hurried) {
        hurried = true; // one more attempt at once: the backend may be back
        return;
      }
      long now = System.nanoTime();
      long left = closing ? Math.min(end - now, giveUpAt - now) : end - now;
      if (left <= 0 || givesUp()) {
        return;
      }
      LockSupport.parkNanos(this, left);
      Thread.interrupted(); // only the closing kernel interrupts a resting worker, after giveUpAt
    }
  }

  /// From now on nothing is tried again after the deadline.
  void giveUpAt(long deadline) {
    giveUpAt = deadline;
    closing = true;
  }

  /// The current cause of failure, empty if there is none.
  String failing() {
    return failing;
  }
}
