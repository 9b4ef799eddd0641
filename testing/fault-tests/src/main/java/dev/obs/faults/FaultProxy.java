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

/// A TCP proxy on loopback that injects faults on demand. A change of mode also affects open
/// connections: at their next bytes, or immediately if the new mode breaks them.
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

  /// The behaviour of the proxy.
  public enum Mode {
    /// Forwards everything.
    PASS,
    /// Refuses connections and resets open ones, like a dead process.
    REFUSE,
    /// Accepts and reads, and never answers.
    BLACKHOLE,
    /// Forwards the request and resets the connection when the response arrives: the server has
    /// handled the request, and the client does not know it.
    RESET_AFTER_REQUEST,
    /// Forwards everything, a few bytes a second.
    SLOW,
    /// Forwards half of the response and closes the connection.
    TRUNCATE
  }

  /// Starts on a free port and forwards everything.
  ///
  /// @param upstream a port on loopback
  public FaultProxy(int upstream) {
    this.upstream = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream);
    port = listen(0);
  }

  /// Returns the port to connect to, which never changes.
  public int port() {
    return port;
  }

  /// Returns the number of accepted connections.
  public long accepted() {
    return accepted.get();
  }

  /// Returns the number of responses that were replaced by a reset.
  public long resets() {
    return resets.get();
  }

  /// Returns the mode.
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

  /// Switches to the slow mode.
  ///
  /// @param bytes bytes a second, in each direction of each connection
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
        // closed, or the client has disconnected already
      }
    }
  }

  private void stopListening() {
    if (listener != null) {
      close(listener);
      listener = null;
    }
  }

  /// Binds the port without listening on it: connections are refused, and no other socket gets the
  /// port, not even a client's end of a connection to itself.
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
