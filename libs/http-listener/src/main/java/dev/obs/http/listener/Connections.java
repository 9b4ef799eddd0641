package dev.obs.http.listener;

import dev.obs.http.listener.Connection.Phase;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The open connections of a listener: admits new ones within the limits and cuts overdue ones.
///
/// Above a limit a new connection replaces an old one, so that a client with many connections
/// blocks neither others nor itself. The order is: the connection that has been idle longest, the
/// connection whose request has taken longest, the connection whose client has been stalled
/// longest, the connection whose handler has run longest.
///
/// While a handler works, its connection does not count for its client: the client does not cause
/// the delay.
final class Connections {
  /// The maximum time without progress of a client that reads its response.
  private static final long STALLED_NANOS = Duration.ofSeconds(1).toNanos();

  /// The time to read a request that arrived with its connection. A burst of connections thus waits
  /// in the queue of the operating system, instead of cutting its own first connections.
  private static final long GRACE_NANOS = Duration.ofMillis(20).toNanos();

  private static final Comparator<Connection> FIRST_TO_GO =
      Comparator.comparing(Connection::phase).thenComparingLong(Connection::since);

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Connection> open = new LinkedHashSet<>();
  private final Limits limits;
  private final Report report;
  private volatile boolean closing;

  Connections(Limits limits, Report report) {
    this.limits = limits;
    this.report = report;
  }

  /// Adds a connection if there is room or another one can be cut.
  boolean admit(Connection connection) {
    InetAddress client = connection.client();
    boolean admitted =
        makeRoom(
                limits.connectionsPerClient(),
                other -> other.client().equals(client) && other.phase() != Phase.HANDLING,
                Refusal.CONNECTIONS_PER_CLIENT)
            && makeRoom(limits.connections(), other -> true, Refusal.CONNECTIONS);
    if (admitted) {
      lock.lock();
      try {
        open.add(connection);
      } finally {
        lock.unlock();
      }
      report.connection(1);
    }
    return admitted;
  }

  private boolean makeRoom(int limit, Predicate<Connection> kind, Refusal refusal) {
    if (hasRoom(limit, kind)) {
      return true;
    }
    first(kind)
        .ifPresent(
            oldest -> LockSupport.parkNanos(GRACE_NANOS - (System.nanoTime() - oldest.since())));
    if (hasRoom(limit, kind)) {
      return true;
    }
    report.refused(refusal);
    return cutOne(kind);
  }

  private boolean hasRoom(int limit, Predicate<Connection> kind) {
    return select(kind).size() < limit;
  }

  private Optional<Connection> first(Predicate<Connection> kind) {
    return select(kind).stream().min(FIRST_TO_GO);
  }

  /// Cuts the first connection that matches, if there is one.
  boolean cutOne(Predicate<Connection> kind) {
    Optional<Connection> first = first(kind);
    first.ifPresent(this::cut);
    return first.isPresent();
  }

  /// Cancels a response whose client has made no progress for a second.
  boolean cutStalledAnswer() {
    long now = System.nanoTime();
    boolean cut =
        cutOne(connection ->
            connection.phase() == Phase.WRITING
                && connection.holdsAnswer()
                && now - connection.since() > STALLED_NANOS);
    if (cut) {
      report.refused(Refusal.ANSWER_MEMORY);
    }
    return cut;
  }

  /// Cuts the connections whose phase lasts too long.
  void cutOverdue() {
    long now = System.nanoTime();
    for (Connection connection : select(candidate -> candidate.isOverdue(now))) {
      switch (connection.phase()) {
        case IDLE -> {} // the usual end of a connection
        case READING -> report.refused(Refusal.REQUEST_TIMEOUT);
        case WRITING, HANDLING -> report.refused(Refusal.ANSWER_TIMEOUT);
      }
      cut(connection);
    }
  }

  /// Ends the connections that wait for a request; the others end after their response.
  void close() {
    closing = true;
    select(connection -> connection.phase().compareTo(Phase.READING) <= 0).forEach(this::cut);
  }

  void cutAll() {
    select(connection -> true).forEach(this::cut);
  }

  boolean isClosing() {
    return closing;
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return open.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void cut(Connection connection) {
    remove(connection);
    connection.cut();
  }

  void remove(Connection connection) {
    boolean removed;
    lock.lock();
    try {
      removed = open.remove(connection);
    } finally {
      lock.unlock();
    }
    if (removed) {
      report.connection(-1);
    }
  }

  private List<Connection> select(Predicate<Connection> kind) {
    List<Connection> selected = new ArrayList<>();
    lock.lock();
    try {
      for (Connection connection : open) {
        if (kind.test(connection)) {
          selected.add(connection);
        }
      }
    } finally {
      lock.unlock();
    }
    return selected;
  }
}
