package dev.obs.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.obs.faults.HttpStream.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A backend on a free loopback port that supports OTLP/HTTP, Elasticsearch's `_bulk` and Zipkin's
/// v2 as far as exporters need it, responds by a script, and keeps a [Ledger] for each.
///
/// Thread-safe.
public final class LedgerBackend implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<Protocol, Ledger> ledgers = new EnumMap<>(Protocol.class);
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unreadable = new AtomicInteger();
  private volatile Script script = _ -> Reply.ok();

  /// Starts a backend that accepts everything.
  public LedgerBackend() {
    for (Protocol protocol : Protocol.values()) {
      ledgers.put(protocol, new Ledger());
    }
    try {
      listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().name("ledger-backend-accept").start(this::accept);
  }

  /// Runs a backend until it is killed, and prints its port.
  public static void main(String[] args) {
    try (LedgerBackend backend = new LedgerBackend()) {
      System.out.println("port " + backend.port());
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
    }
  }

  /// Returns its port.
  public int port() {
    return listener.getLocalPort();
  }

  /// Returns its URL, without a path.
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /// Sets the script of all further responses.
  public LedgerBackend script(Script next) {
    script = next;
    return this;
  }

  /// Returns the items accepted by a protocol.
  public Ledger ledger(Protocol protocol) {
    return Objects.requireNonNull(ledgers.get(protocol));
  }

  /// Returns the number of connections that broke in the middle of a request or sent an invalid
  /// one.
  public int unreadable() {
    return unreadable.get();
  }

  /// Closes everything.
  @Override
  public void close() {
    close(listener);
    connections.forEach(LedgerBackend::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        Thread.ofVirtual().name("ledger-backend").start(() -> serve(socket));
      } catch (IOException stopped) {
        // closed, or the client has disconnected already
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      HttpStream http = new HttpStream(socket.getInputStream(), socket.getOutputStream());
      for (Request request = http.read(); request != null; request = http.read()) {
        Reply reply = answer(request, http);
        if (reply.truncated()) {
          return;
        }
      }
    } catch (IOException broken) {
      if (!listener.isClosed()) {
        unreadable.incrementAndGet();
      }
    } catch (Exception wrongScript) {
      throw new IllegalStateException("the script failed", wrongScript);
    } finally {
      connections.remove(socket);
    }
  }

  private Reply answer(Request request, HttpStream http) throws Exception {
    Protocol protocol = Protocol.of(request.path());
    Ledger ledger = ledger(protocol);
    long[] items;
    try {
      items = Items.of(protocol, request.body());
    } catch (InvalidProtocolBufferException damaged) {
      unreadable.incrementAndGet();
      Reply bad = Reply.status(400);
      http.write(bad.status(), bad.headers(), new byte[0], false);
      return bad;
    }
    Received received =
        new Received(
            ledger.request(items),
            request.path(),
            request.headers(),
            request.body(),
            protocol,
            items);
    Reply reply = script.reply(received);
    byte[] body =
        switch (protocol) {
          case BULK -> bulk(ledger, items, reply);
          case OTLP_LOGS, OTLP_TRACES, OTLP_METRICS, ZIPKIN, OTHER -> {
            if (reply.taken()) {
              ledger.take(items);
            }
            yield new byte[0]; // an empty protobuf message: all of it was taken
          }
        };
    byte[] instead = reply.body();
    http.write(
        reply.status(), reply.headers(), instead == null ? body : instead, reply.truncated());
    return reply;
  }

  private static byte[] bulk(Ledger ledger, long[] items, Reply reply) {
    if (reply.status() / 100 != 2) {
      return new byte[0];
    }
    int[] statuses = reply.items();
    StringBuilder json = new StringBuilder(64 + 32 * items.length).append("{\"items\":[");
    long[] created = new long[items.length];
    int count = 0;
    for (int i = 0; i < items.length; i++) {
      int status = statuses == null ? (ledger.has(items[i]) ? 409 : 201) : statuses[i];
      if (status / 100 == 2) {
        created[count++] = items[i];
      }
      json.append(i == 0 ? "" : ",").append("{\"create\":{\"status\":").append(status);
      if (status / 100 != 2) {
        json.append(",\"error\":{\"type\":\"scripted_")
            .append(status)
            .append("\",\"reason\":\"")
            .append("item ")
            .append(items[i])
            .append("\"}");
      }
      json.append("}}");
    }
    if (reply.taken()) {
      ledger.take(Arrays.copyOf(created, count));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception gone) {
      throw new IllegalStateException(gone);
    }
  }
}
