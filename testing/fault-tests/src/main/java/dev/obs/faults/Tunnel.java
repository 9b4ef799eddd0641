package dev.obs.faults;

import dev.obs.faults.FaultProxy.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/// One connection through a [FaultProxy], two virtual threads.
final class Tunnel {
  private static final int CHUNK = 16 << 10;

  private final FaultProxy proxy;
  private final Socket client;
  private final InetSocketAddress address;
  private final Socket server = new Socket();
  private volatile boolean swallowed;

  Tunnel(FaultProxy proxy, Socket client, InetSocketAddress address) {
    this.proxy = proxy;
    this.client = client;
    this.address = address;
  }

  void start() {
    Thread.ofVirtual().name("fault-proxy-request").start(this::requests);
  }

  private void requests() {
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      boolean connected = false;
      byte[] chunk = new byte[CHUNK];
      InputStream in = client.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (proxy.mode() == Mode.BLACKHOLE) {
          swallowed = true;
          continue;
        }
        if (!connected) {
          server.connect(address);
          connected = true;
          Thread.ofVirtual().name("fault-proxy-answer").start(this::answers);
        }
        write(server.getOutputStream(), chunk, n);
      }
      if (connected) {
        server.shutdownOutput();
      } else {
        close();
      }
    } catch (IOException broken) {
      reset();
    }
  }

  private void answers() {
    try {
      byte[] chunk = new byte[CHUNK];
      InputStream in = server.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        switch (proxy.mode()) {
          case BLACKHOLE -> swallowed = true;
          case RESET_AFTER_REQUEST -> {
            proxy.countReset();
            reset();
            return;
          }
          case TRUNCATE -> {
            client.getOutputStream().write(chunk, 0, n / 2);
            close();
            return;
          }
          case PASS, SLOW, REFUSE -> write(client.getOutputStream(), chunk, n);
        }
      }
      if (swallowed) {
        return; // the server gives up, the hole does not
      }
      close();
    } catch (IOException broken) {
      reset();
    }
  }

  private void write(OutputStream out, byte[] bytes, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (proxy.mode() != Mode.SLOW) {
        out.write(bytes, done, count - done);
        return;
      }
      int rate = proxy.bytesPerSecond();
      int step = Math.clamp(rate / 20, 1, count - done); // twenty steps a second
      out.write(bytes, done, step);
      done += step;
      LockSupport.parkNanos(step * 1_000_000_000L / rate);
    }
  }

  void resetIfSwallowed() {
    if (swallowed) {
      reset();
    }
  }

  /// Breaks both ends with a reset.
  void reset() {
    linger();
    close();
  }

  private void linger() {
    try {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      // the connection is broken already
    }
  }

  private void close() {
    proxy.forget(this);
    try (client;
        server) {
      return;
    } catch (IOException gone) {
      // the other end has closed first
    }
  }
}
