package dev.obs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on loopback that does harm on demand. A change of mode reaches open connections as
/// well: at their next bytes, or at once where the new mode breaks them.
///
/// Thread-safe.
public final class FaultProxy implements AutoCloseable {
  private static final Duration REOPEN_LIMIT = Duration.ofSeconds(5);

  private final InetSocketAddress upstream;
  private final int port;
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong resets = new AtomicLong();
  private volatile Mode mode = Mode.PASS;
  private volatile int bytesPerSecond = Integer.MAX_VALUE;
  private @Nullable ServerSocket listener;
  private @Nullable Socket placeholder;
  private boolean closed;

  /// What the proxy does.
  public enum Mode {
    /// Hands everything on.
    PASS,
    /// Refuses connections and resets those that are open, like a process that is gone.
    REFUSE,
    /// Accepts and reads, and never answers.
    BLACKHOLE,
    /// Hands the request on and resets the connection when the answer comes: what was asked is
    /// done, and the client does not know.
    RESET_AFTER_REQUEST,
    /// Hands everything on, few bytes a second.
    SLOW,
    /// Hands on half of the answer and closes the connection.
    TRUNCATE
  }

  /// Starts on a free port and hands everything on.
  ///
  /// @param upstream a port on loopback
  public FaultProxy(int upstream) {
    this.upstream = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream);
    port = listen(0);
  }

  /// The port to connect to; the same for the whole life.
  public int port() {
    return port;
  }

  /// How many connections were accepted.
  public long accepted() {
    return accepted.get();
  }

  /// How many answers were replaced by a reset.
  public long resets() {
    return resets.get();
  }

  /// The mode.
  public Mode mode() {
    return mode;
  }

  /// Sets the mode.
  public synchronized void mode(Mode next) {
    if (closed) {
      throw new IllegalStateException("the proxy is closed");
    }
    Mode before = mode;
    mode = next;
    if (next == Mode.REFUSE) {
      stopListening();
      tunnels.forEach(Tunnel::reset);
      hold();
    } else if (before == Mode.REFUSE) {
      release();
      listen(port);
    } else if (before == Mode.BLACKHOLE && next != Mode.BLACKHOLE) {
      tunnels.forEach(Tunnel::resetIfSwallowed); // requests are missing from those
    }
  }

  /// Becomes slow.
  ///
  /// @param bytes a second, in each direction of each connection
  public void slow(int bytes) {
    bytesPerSecond = bytes;
    mode(Mode.SLOW);
  }

  /// Closes everything.
  @Override
  public synchronized void close() {
    closed = true;
    stopListening();
    release();
    tunnels.forEach(Tunnel::reset);
  }

  int bytesPerSecond() {
    return bytesPerSecond;
  }

  void forget(Tunnel tunnel) {
    tunnels.remove(tunnel);
  }

  void countReset() {
    resets.incrementAndGet();
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = open(wanted);
      listener = socket;
      Thread.ofVirtual().name("fault-proxy-accept").start(() -> accept(socket));
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ServerSocket open(int wanted) throws IOException {
    return persistently(() -> {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 128);
        return socket;
      } catch (IOException taken) {
        socket.close();
        throw taken;
      }
    });
  }

  /// The system frees a port a moment after the socket is closed.
  private static <T> T persistently(Opening<T> opening) throws IOException {
    long end = System.nanoTime() + REOPEN_LIMIT.toNanos();
    while (true) {
      try {
        return opening.open();
      } catch (BindException taken) {
        if (System.nanoTime() - end >= 0) {
          throw taken;
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        accepted.incrementAndGet();
        Tunnel tunnel = new Tunnel(this, client, upstream);
        tunnels.add(tunnel);
        if (socket.isClosed()) {
          tunnel.reset(); // it slipped in while the port was being closed
        } else {
          tunnel.start();
        }
      } catch (IOException stopped) {
        // closed, or the client has gone already
      }
    }
  }

  private void stopListening() {
    if (listener != null) {
      close(listener);
      listener = null;
    }
  }

  /// Binds the port without listening on it: connecting is refused, and nobody else gets the port,
  /// not even a client's end of a connection to itself.
  private void hold() {
    try {
      placeholder =
          persistently(() -> {
            Socket socket = new Socket();
            try {
              socket.setReuseAddress(true);
              socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
              return socket;
            } catch (IOException taken) {
              socket.close();
              throw taken;
            }
          });
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private void release() {
    if (placeholder != null) {
      close(placeholder);
      placeholder = null;
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception gone) {
      throw new IllegalStateException(gone);
    }
  }
}
