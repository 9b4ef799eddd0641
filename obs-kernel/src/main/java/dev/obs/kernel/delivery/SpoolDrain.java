package dev.obs.kernel.delivery;

import dev.obs.kernel.delivery.DeadLetterQueue.Rejected;
import dev.obs.kernel.spool.DeadLetter;
import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.model.SafeText;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Delivers the records of a spool, batch by batch, and moves its position on after each. Delivers
/// records that the spool cannot store from memory. [#round] is called by one thread.
final class SpoolDrain<T> {
  private static final int TEXT = 200;

  /// The interval in which it checks whether the disk hangs.
  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  private final LaneOptions options;
  private final Ledger ledger;
  private final LaneSpool spool;
  private final Exporter<T> exporter;
  private final RecordFormat<T> format;
  private final SpoolListener listener;
  private final SpooledLane<T> lane;
  private final BatchLimit limit;
  private final Delivery<T> delivery;
  private final SpoolReader<T> source;
  private final Handover<T> handover = new Handover<>();
  private final BatchTrigger trigger;
  private volatile boolean intakeEnded;
  private volatile boolean over;
  private SpoolBatch<T> batch;
  private volatile Handover.@Nullable Load<T> exposed; // in delivery

  SpoolDrain(SpooledLane<T> lane, LaneSpool spool, RecordFormat<T> format, SpoolListener listener) {
    this.lane = lane;
    this.options = lane.options;
    this.ledger = lane.ledger;
    this.spool = spool;
    this.exporter = lane.spec.exporter();
    this.format = format;
    this.listener = listener;
    limit = new BatchLimit(options);
    batch = new SpoolBatch<>(options.batch());
    delivery = new Delivery<>(lane.spec, ledger, this::keep, limit);
    source = new SpoolReader<>(spool, lane.signal(), format, listener);
    trigger = new BatchTrigger(source::available, this::hurried);
  }

  /// One batch.
  boolean round() {
    if (exposed == null && batch.isEmpty()) {
      if (delivery.givesUp() || !next()) {
        end();
        return false;
      }
    } else {
      limit.shrink(); // the last round threw before the batch was settled
    }
    if (exposed != null || !batch.isEmpty()) {
      settle();
      limit.succeeded();
    }
    return true;
  }

  /// Waits for something to deliver.
  ///
  /// @return false if nothing will come any more
  private boolean next() {
    boolean waits = !options.delay().isZero();
    trigger.await(waits ? options.delay().toNanos() : LOOK, waits ? options.batch() : 1);
    boolean last = intakeEnded; // asked before reading: nothing comes after
    Handover.Load<T> load = lane.isStalled() ? takeFromQueue() : handover.take();
    if (load != null) {
      exposed = load;
      ledger.acceptUnprotected(load.records().size());
      return true;
    }
    source.fill(batch, limit.records(), limit.bytes());
    return !batch.isEmpty() || !last || spool.unread() > 0;
  }

  /// Takes records that wait for a disk that hangs, or null if there is none.
  private Handover.@Nullable Load<T> takeFromQueue() {
    List<T> records = new ArrayList<>(options.batch());
    long bytes = lane.fill(records, limit.records(), limit.bytes());
    return records.isEmpty()
        ? null
        : new Handover.Load<>(List.copyOf(records), () -> lane.queue.release(bytes));
  }

  private void settle() {
    Handover.Load<T> load = exposed;
    if (load == null) {
      settleStored();
      return;
    }
    if (!delivery.isBusy()) {
      delivery.take(load.records(), true);
    }
    ledger.drop(delivery.proceed().pending().length, Lane.SHUTDOWN);
    exposed = null;
    load.settled().run();
    ledger.changed();
  }

  private void settleStored() {
    if (!delivery.isBusy()) {
      delivery.take(batch.items(), false);
    }
    BatchOutcome settled = delivery.proceed();
    SpoolBatch<T> done = batch;
    batch = new SpoolBatch<>(options.batch());
    ledger.deadLetter(done.deadLettered());
    settled.dropped().add(done.dropped());
    spool.acknowledge(
        done.settledBefore(settled.pending()),
        settled.delivered(),
        settled.deadLettered() + done.deadLettered(),
        settled.dropped());
    ledger.changed();
  }

  private int keep(List<Rejected<T>> rejected) {
    if (exposed != null) {
      return 0; // the spool does not work
    }
    try {
      return spool.deadLetters().add(letters(rejected));
    } catch (Throwable failure) { // also of a record whose data cannot be read
      listener.trouble("cannot keep dead letters: " + SafeText.of(failure));
      return 0;
    }
  }

  private List<DeadLetter> letters(List<Rejected<T>> rejected) {
    Instant now = Instant.now();
    return rejected.stream()
        .map(item ->
            new DeadLetter(
                batch.sequence(item.index()),
                now,
                item.reason(),
                shortened(format.text(item.item())),
                format.encode(List.of(item.item()))))
        .toList();
  }

  private static String shortened(String text) {
    return text.length() > TEXT ? text.substring(0, TEXT) + "..." : text;
  }

  private void end() {
    over = true;
    try {
      if (intakeEnded) { // else a disk hangs, and closing would hang as well
        spool.close();
      }
    } catch (IOException | RuntimeException failure) {
      listener.trouble("cannot be closed cleanly: " + SafeText.of(failure));
    }
    MemoryLane.close(exporter, delivery);
  }

  private boolean hurried() {
    return intakeEnded
        || handover.isOffered()
        || delivery.givesUp()
        || lane.flushUpTo() > spool.position();
  }

  /// There is something to deliver. Any thread.
  void arrived() {
    trigger.arrived();
  }

  /// Offers records that the spool cannot store, for delivery from memory.
  ///
  /// @param nanos how long to wait until they are taken
  /// @return whether they were
  boolean offer(Handover.Load<T> load, long nanos) {
    return handover.offer(load, nanos, trigger::hurry);
  }

  /// Whether records are in delivery that are not on disk. Any thread.
  boolean isExposed() {
    return exposed != null;
  }

  /// Whether nothing is delivered any more. Any thread.
  boolean isOver() {
    return over;
  }

  /// Nothing more will be stored. Any thread.
  void endOfIntake() {
    intakeEnded = true;
    trigger.hurry();
  }

  /// A flush waits. Any thread.
  void hurry() {
    trigger.hurry();
  }

  /// From now on nothing is tried again after the deadline.
  void giveUpAt(long deadline) {
    delivery.giveUpAt(deadline);
  }

  /// The current cause of failure, empty if there is none.
  String failing() {
    return delivery.failing();
  }
}
