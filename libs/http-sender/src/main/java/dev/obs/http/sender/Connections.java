package dev.obs.http.sender;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The requests in progress of a sender, and one idle connection for the next request. A virtual
/// thread ends late requests and closes the connection after 30 s without a request; there is none
/// while there is nothing to watch. It sleeps until the earliest deadline that it knows, so that a
/// request costs no switch between threads.
///
/// Thread-safe.
final class Connections implements AutoCloseable {
  private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

  private final List<Call> calls = new ArrayList<>();
  private @Nullable Connection idle;
  private long idleUntil;
  private @Nullable Thread watch;
  private long wakesAt;
  private boolean closed;

  /// Starts a request.
  ///
  /// @throws IOException if the sender is closed
  synchronized Call begin(Duration limit) throws IOException {
    if (closed) {
      throw new IOException("sender is closed");
    }
    Call call = new Call(System.nanoTime() + limit.toNanos());
    watchUntil(call.deadline());
    calls.add(call);
    return call;
  }

  synchronized void end(Call call) {
    calls.remove(call);
  }

  /// Returns the idle connection if there is one with these certificates.
  synchronized @Nullable Connection take(@Nullable Tls tls) {
    Connection taken = idle;
    idle = null;
    if (taken != null && (taken.tls() != tls || System.nanoTime() - idleUntil >= 0)) {
      taken.close();
      return null;
    }
    return taken;
  }

  /// Keeps a connection for the next request.
  synchronized void keep(Connection connection) {
    if (closed || idle != null) {
      connection.close();
      return;
    }
    idle = connection;
    idleUntil = System.nanoTime() + IDLE_NANOS;
    watchUntil(idleUntil);
  }

  private void watchUntil(long time) {
    if (watch == null) {
      wakesAt = time;
      watch = Thread.ofVirtual().name("obs-http-deadlines").start(this::watch);
    } else if (time - wakesAt < 0) {
      wakesAt = time;
      LockSupport.unpark(watch);
    }
  }

  private void watch() {
    while (true) {
      long wait;
      synchronized (this) {
        expire(System.nanoTime());
        if (calls.isEmpty() && idle == null) {
          watch = null;
          return;
        }
        wakesAt = next();
        wait = wakesAt - System.nanoTime();
      }
      LockSupport.parkNanos(this, wait);
    }
  }

  private void expire(long now) {
    for (Iterator<Call> all = calls.iterator(); all.hasNext(); ) {
      Call call = all.next();
      if (now - call.deadline() >= 0) {
        call.abort(Call.End.LATE);
        all.remove();
      }
    }
    if (idle != null && now - idleUntil >= 0) {
      idle.close();
      idle = null;
    }
  }

  private long next() {
    long earliest = idle == null ? calls.getFirst().deadline() : idleUntil;
    for (Call call : calls) {
      earliest = call.deadline() - earliest < 0 ? call.deadline() : earliest;
    }
    return earliest;
  }

  /// Aborts the requests in progress and closes the idle connection.
  @Override
  public synchronized void close() {
    closed = true;
    calls.forEach(call -> call.abort(Call.End.CLOSED));
    calls.clear();
    if (idle != null) {
      idle.close();
      idle = null;
    }
    LockSupport.unpark(watch);
  }
}
