package dev.obs.kernel.delivery;

import dev.obs.kernel.delivery.DeadLetterQueue.Rejected;
import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Watchdog;
import dev.obs.model.SafeText;
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
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Delivers batches: hands one to the exporter until each of its records is delivered or given up.
///
/// A batch that is refused for good, or that makes the exporter throw, is divided until the bad
/// record is alone, so that the outcome of one record never changes that of its neighbours. A batch
/// that the backend cannot take now is sent again as it is.
///
/// Used by one thread. If [#deliver] throws, as it may when there is no memory left, another call
/// takes the batch up where it was.
final class Delivery<T> {
  private final String name;
  private final Exporter<T> exporter;
  private final LaneOptions options;
  private final Ledger ledger;
  private final Supervisor supervisor;
  private final DeadLetterQueue<T> deadLetters;
  private final BatchLimit limit;
  private final Numbering numbering;

  private volatile String failing = "";
  private volatile boolean closing;
  private volatile long giveUpAt;
  private boolean hurried;
  private boolean spent;
  private int failures;
  private Batch<T> batch = new Batch<>(0);

  /// @param limit shrinks when the exporter runs out of memory
  Delivery(
      LaneSpec<T> lane,
      Ledger ledger,
      DeadLetterQueue<T> deadLetters,
      BatchLimit limit,
      Numbering numbering) {
    this.name = lane.toString();
    this.exporter = lane.exporter();
    this.options = lane.options();
    this.supervisor = lane.supervisor();
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.limit = limit;
    this.numbering = numbering;
  }

  /// Delivers a batch. Returns when every record of it is booked, or the lane closes and time is
  /// up: for a batch that is stored after one more attempt where a backend does not answer, because
  /// nothing is lost with the process.
  void deliver(Batch<T> some) {
    batch = some;
    numbering.begin(batch);
    batch.start();
    while (!batch.isSettled() && !givesUp()) {
      boolean last = closing && batch.isStored();
      Optional<Duration> requested = attempt(batch.part());
      if (requested.isPresent()) {
        ledger.retry();
        spent |= last;
        pause(options.backoff().before(++failures, requested.get()));
      }
    }
  }

  /// Whether the lane closes and no further attempt is made.
  boolean givesUp() {
    return closing && (spent || System.nanoTime() - giveUpAt >= 0);
  }

  /// Makes one attempt with a part of the batch.
  ///
  /// @return the delay that the server requests before the next one, or empty if it may follow at
  ///   once
  private Optional<Duration> attempt(int[] part) {
    ExportResult result;
    try {
      result = checked(export(part), part.length);
    } catch (IOException failure) {
      fail(SafeText.message(failure).orElseGet(() -> SafeText.of(failure)));
      return Optional.of(Duration.ZERO);
    } catch (Throwable failure) { // an Error of a plugin must not end the lane
      return thrown(part, failure);
    }
    return settle(part, result);
  }

  private ExportResult export(int[] part) throws Exception {
    Duration limit = options.exportTimeout();
    Watchdog.Watch watch = supervisor.watchdog().watch(limit);
    try (watch) {
      return Objects.requireNonNull(
          exporter.export(batch.records(part), numbering.of(batch, part)),
          "the exporter answered null");
    } catch (InterruptedException interrupted) {
      throw new IOException(
          watch.expired() ? "no answer within " + limit.toMillis() + " ms" : "interrupted",
          interrupted);
    } finally {
      Thread.interrupted(); // an interrupt left by the exporter would close the files of the spool
    }
  }

  /// An answer that makes no sense counts as thrown, before anything is booked.
  private static ExportResult checked(ExportResult result, int size) {
    if (result instanceof PerItem(List<Item> items, Duration unused)) {
      BitSet named = new BitSet(size);
      for (Item item : items) {
        named.set(Objects.checkIndex(item.index(), size));
      }
      if (named.cardinality() < items.size()) {
        throw new IllegalArgumentException("the exporter named an item twice");
      }
    }
    return result;
  }

  private Optional<Duration> settle(int[] part, ExportResult result) {
    if (result instanceof Delivered) {
      succeed(part.length);
      batch.settle();
    } else if (result instanceof Retry(String reason, Duration after)) {
      fail(reason);
      return Optional.of(after);
    } else if (result instanceof ExportResult.Rejected(String reason)) {
      if (part.length > 1) {
        batch.divide();
      } else {
        reject(List.of(rejected(part[0], reason)));
        batch.settle();
      }
    } else if (result instanceof PartlyRejected(int count, String reason)) {
      int lost = Math.clamp(count, 0, part.length);
      succeed(part.length - lost);
      drop(lost, supervisor.text(reason)); // the backend does not say which
      batch.settle();
    } else {
      PerItem each = (PerItem) result;
      int[] again = settle(part, each.items());
      batch.settle(again);
      return again.length > 0 ? Optional.of(each.after()) : Optional.empty();
    }
    return Optional.empty();
  }

  private int[] settle(int[] part, List<Item> items) {
    succeed(part.length - items.size());
    List<Rejected<T>> rejected = new ArrayList<>();
    IntStream.Builder again = IntStream.builder();
    for (Item item : items) {
      int index = part[item.index()];
      if (item.verdict() == Verdict.RETRY) {
        again.add(index);
        fail(item.reason());
      } else {
        rejected.add(rejected(index, item.reason()));
      }
    }
    reject(rejected);
    return again.build().toArray();
  }

  private Optional<Duration> thrown(int[] part, Throwable failure) {
    fail("exporter threw " + SafeText.of(failure));
    if (failure instanceof OutOfMemoryError) {
      limit.shrink();
    }
    if (part.length > 1) {
      batch.divide();
      return Optional.empty();
    }
    if (batch.accuse()) {
      reject(List.of(rejected(part[0], "exporter threw " + failure.getClass().getName())));
      batch.settle();
      return Optional.empty();
    }
    return batch.isPromising() ? Optional.empty() : Optional.of(Duration.ZERO);
  }

  private Rejected<T> rejected(int index, String reason) {
    return new Rejected<>(index, batch.record(index), supervisor.text(reason));
  }

  private void reject(List<Rejected<T>> rejected) {
    if (rejected.isEmpty()) {
      return;
    }
    int kept = deadLetters.add(rejected);
    batch.deadLetter(kept);
    ledger.deadLetter(kept);
    rejected
        .subList(0, kept)
        .forEach(item -> report("puts records aside as dead letters", item.reason()));
    rejected.subList(kept, rejected.size()).forEach(item -> drop(1, item.reason()));
  }

  private void succeed(int count) {
    if (count > 0) {
      failures = 0;
    }
    failing = "";
    batch.deliver(count);
    ledger.deliver(count);
  }

  private void drop(int count, String reason) {
    if (count > 0) {
      batch.drop(count, reason);
      ledger.drop(count, reason);
      report("drops records", reason);
    }
  }

  private void fail(String reason) {
    String shown = supervisor.text(reason);
    failing = shown;
    report("cannot deliver and tries again", shown);
  }

  /// One log line for each cause and minute.
  void report(String what, String reason) {
    supervisor.faults().warn(name + what + reason, name + " " + what + ": " + reason);
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
