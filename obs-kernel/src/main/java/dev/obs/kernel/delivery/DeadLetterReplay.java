package dev.obs.kernel.delivery;

import dev.obs.kernel.spool.LaneSpool;
import dev.obs.kernel.spool.SpoolException;
import dev.obs.kernel.spool.SpoolListener;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Takes up the dead letters that an operator wants to be sent again. The writing thread only.
final class DeadLetterReplay<T> {
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final LaneSpool spool;
  private final RecordFormat<T> format;
  private final Ledger ledger;
  private final SpoolListener listener;
  private long lookedAt = System.nanoTime() - INTERVAL;

  DeadLetterReplay(LaneSpool spool, RecordFormat<T> format, Ledger ledger, SpoolListener listener) {
    this.spool = spool;
    this.format = format;
    this.ledger = ledger;
    this.listener = listener;
  }

  /// Looks for dead letters to be replayed, unless it did a moment ago.
  ///
  /// @return whether some are in the spool again
  boolean run() {
    long now = System.nanoTime();
    if (now - lookedAt < INTERVAL) {
      return false;
    }
    lookedAt = now;
    boolean some = false;
    try {
      for (List<byte[]> portion = next(); !portion.isEmpty(); portion = next()) {
        take(portion);
        some = true;
      }
    } catch (IOException failure) { // also one that is not OTLP
      listener.trouble(
          "does not replay dead letters: " + SafeText.message(failure).orElse("no reason"));
    }
    return some;
  }

  private List<byte[]> next() throws IOException {
    return spool.deadLetters().toReplay();
  }

  private void take(List<byte[]> requests) throws IOException {
    long size = 0;
    for (byte[] request : requests) {
      if (format.decode(request).size() != 1) {
        throw new SpoolException("a dead letter does not hold one record");
      }
      size += request.length;
    }
    if (spool.size() + 2 * size > spool.limit()) {
      throw new SpoolException("no room for them yet");
    }
    long before = spool.end();
    try {
      for (byte[] request : requests) {
        spool.append(1, request);
      }
      spool.sync();
    } catch (Throwable failure) {
      spool.rollback();
      throw failure;
    } finally {
      ledger.recover(spool.end() - before);
      spool.publish();
    }
    spool.deadLetters().replayed();
  }
}
