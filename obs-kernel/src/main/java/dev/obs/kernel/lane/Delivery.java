package dev.obs.kernel.lane;

import dev.obs.kernel.guard.FaultLog;
import dev.obs.kernel.guard.Watchdog;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/// Settles batches: hands one to the exporter until each of its items is delivered or given up.
///
/// [#deliver] is called by the lane's worker alone.
final class Delivery<T> {
  static final String SHUTDOWN = "shutdown";

  /// How often an exporter may throw something unexpected on one batch: it may be the batch.
  private static final int THROWS = 5;

  private final String name;
  private final Exporter<T> exporter;
  private final LaneOptions options;
  private final Ledger ledger;
  private final Watchdog watchdog;
  private final FaultLog faults;

  private volatile String failing = "";
  private volatile boolean closing;
  private volatile long giveUpAt;
  private boolean hurried;

  Delivery(
      String name,
      Exporter<T> exporter,
      LaneOptions options,
      Ledger ledger,
      Watchdog watchdog,
      FaultLog faults) {
    this.name = name;
    this.exporter = exporter;
    this.options = options;
    this.ledger = ledger;
    this.watchdog = watchdog;
    this.faults = faults;
  }

  /// Returns when every item of the batch is booked.
  void deliver(List<T> batch) {
    List<T> pending = batch;
    int failures = 0;
    int thrown = 0;
    while (!pending.isEmpty()) {
      if (closing && System.nanoTime() - giveUpAt >= 0) {
        drop(pending.size(), SHUTDOWN);
        return;
      }
      Duration wish = Duration.ZERO;
      try {
        ExportResult result = export(pending);
        pending = settle(pending, result);
        wish = wish(result);
      } catch (IOException failure) {
        fail(String.valueOf(failure.getMessage()));
      } catch (Throwable failure) { // an Error of a plugin must not end the lane
        fail(failure.toString());
        if (++thrown == THROWS) {
          drop(pending.size(), "exporter threw " + failure.getClass().getName());
          return;
        }
      }
      if (!pending.isEmpty()) {
        ledger.retry();
        pause(options.backoff().before(++failures, wish));
      }
    }
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
    }
  }

  private static Duration wish(ExportResult result) {
    return switch (result) {
      case Retry retry -> retry.after();
      case PerItem items -> items.after();
      case Delivered _, Rejected _, PartlyRejected _ -> Duration.ZERO;
    };
  }

  /// Books a result and returns what is to be sent again.
  private List<T> settle(List<T> pending, ExportResult result) {
    switch (result) {
      case Delivered _ -> succeed(pending.size());
      case Retry retry -> {
        fail(retry.reason());
        return pending;
      }
      case Rejected rejected -> drop(pending.size(), rejected.reason());
      case PartlyRejected part -> {
        int lost = Math.clamp(part.count(), 0, pending.size());
        succeed(pending.size() - lost);
        drop(lost, part.reason());
      }
      case PerItem items -> {
        return settle(pending, items.items());
      }
    }
    return List.of();
  }

  private List<T> settle(List<T> pending, List<Item> items) {
    BitSet named = new BitSet(pending.size());
    List<T> again = new ArrayList<>();
    for (Item item : items) {
      Objects.checkIndex(item.index(), pending.size()); // before anything is booked
      named.set(item.index());
    }
    if (named.cardinality() < items.size()) {
      throw new IllegalArgumentException("the exporter named an item twice");
    }
    succeed(pending.size() - items.size());
    for (Item item : items) {
      if (item.verdict() == Verdict.RETRY) {
        again.add(pending.get(item.index()));
        fail(item.reason());
      } else {
        drop(1, item.reason());
      }
    }
    return again;
  }

  private void succeed(int count) {
    failing = "";
    ledger.deliver(count);
  }

  private void drop(int count, String reason) {
    if (count > 0) {
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
      if (left <= 0) {
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
