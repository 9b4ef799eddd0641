package dev.obs.kernel.lane;

import dev.obs.kernel.guard.Supervisor;
import dev.obs.kernel.lane.Burial.Rejected;
import dev.obs.kernel.spool.DeadLetter;
import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.spi.Exporter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/// Delivers what a spool holds, batch by batch, and moves its position on after each.
final class SpoolDrain<T> {
  private static final int TEXT = 200;

  private final LaneOptions options;
  private final Ledger ledger;
  private final LaneSpool spool;
  private final Exporter<T> exporter;
  private final RecordFormat<T> format;
  private final SpoolListener listener;
  private final LongSupplier flushUpTo;
  private final Delivery<T> delivery;
  private final SpoolSource<T> source;
  private final Rest rest;
  private volatile boolean intakeEnded;
  private SpoolBatch<T> batch = new SpoolBatch<>(); // the one being delivered

  /// @param flushUpTo the sequence number up to which somebody waits for delivery
  SpoolDrain(
      String name,
      LaneOptions options,
      Ledger ledger,
      LaneSpool spool,
      Exporter<T> exporter,
      RecordFormat<T> format,
      SpoolListener listener,
      LongSupplier flushUpTo,
      Supervisor supervisor) {
    this.options = options;
    this.ledger = ledger;
    this.spool = spool;
    this.exporter = exporter;
    this.format = format;
    this.listener = listener;
    this.flushUpTo = flushUpTo;
    delivery = new Delivery<>(name, exporter, options, ledger, supervisor, this::bury, false);
    source = new SpoolSource<>(spool, format, listener);
    rest = new Rest(source::available, this::hurried);
  }

  void run() {
    boolean waits = !options.delay().isZero();
    while (!delivery.givesUp()) {
      rest.await(waits ? options.delay().toNanos() : Long.MAX_VALUE, waits ? options.batch() : 1);
      boolean last = intakeEnded; // asked before reading: nothing comes after
      batch = source.batch(options.batch());
      if (!batch.isEmpty()) {
        settle();
      } else if (last && spool.unread() == 0) {
        break;
      }
    }
    end();
  }

  private void settle() {
    ledger.bury(batch.deadLettered());
    Settlement settled = delivery.deliver(batch.items());
    settled.dropped().add(batch.dropped());
    spool.acknowledge(
        batch.settledBefore(settled.pending()),
        settled.delivered(),
        settled.deadLettered() + batch.deadLettered(),
        settled.dropped());
    ledger.changed();
  }

  private int bury(List<Rejected<T>> rejected) {
    try {
      return spool.deadLetters().add(letters(rejected));
    } catch (IOException | RuntimeException failure) {
      listener.trouble("cannot keep dead letters: " + failure.getMessage());
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
    try {
      if (intakeEnded) { // else a disk hangs, and closing would hang as well
        spool.close();
      }
    } catch (IOException failure) {
      listener.trouble("cannot be closed cleanly: " + failure.getMessage());
    }
    try {
      exporter.close();
    } catch (IOException | RuntimeException failure) {
      delivery.report("cannot be closed cleanly", failure.toString());
    }
  }

  private boolean hurried() {
    return intakeEnded || delivery.givesUp() || flushUpTo.getAsLong() > spool.position();
  }

  /// There is something to deliver. Any thread.
  void arrived() {
    rest.arrived();
  }

  /// Nothing more will be stored. Any thread.
  void endOfIntake() {
    intakeEnded = true;
    rest.hurry();
  }

  /// Somebody waits. Any thread.
  void hurry() {
    rest.hurry();
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
