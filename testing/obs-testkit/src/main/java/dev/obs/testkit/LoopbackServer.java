package dev.obs.testkit;

import dev.obs.testkit.HttpBackend.Reply;
import dev.obs.testkit.HttpBackend.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 server that can also send invalid responses, and that keeps its port while it is
/// down. All of its threads are virtual, so that none is mistaken for one of the plugin's.
final class LoopbackServer implements AutoCloseable {

  /// A handler of requests.
  @FunctionalInterface
  interface Handler {
    void answer(Request request, Connection connection) throws IOException, InterruptedException;
  }

  private final Handler handler;
  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private @Nullable Socket reservation;

  LoopbackServer(Handler handler) throws IOException {
    this.handler = handler;
    this.address = listen(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
  }

  int port() {
    return address.getPort();
  }

  /// Starts listening, if it does not yet.
  synchronized void start() throws IOException {
    if (listener == null) {
      if (reservation != null) {
        reservation.close();
      }
      listen(address);
    }
  }

  /// Refuses connections and breaks open ones, but keeps the port.
  synchronized void stop() throws IOException {
    close();
    Socket placeholder = new Socket();
    reservation = placeholder;
    placeholder.setReuseAddress(true);
    placeholder.bind(address);
  }

  @Override
  public synchronized void close() throws IOException {
    if (reservation != null) {
      reservation.close();
      reservation = null;
    }
    if (listener != null) {
      listener.close();
      listener = null;
      awaitAcceptor();
    }
    for (Socket socket : open) {
      socket.close();
    }
  }

  private InetSocketAddress listen(InetSocketAddress where) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(where, 200);
    listener = socket;
    acceptor = Thread.ofVirtual().start(() -> accept(socket));
    return new InetSocketAddress(where.getAddress(), socket.getLocalPort());
  }

  /// The system releases the port when the last thread has left the socket.
  private void awaitAcceptor() throws IOException {
    try {
      if (acceptor != null && !acceptor.join(Duration.ofSeconds(5))) {
        throw new IOException("the listening socket cannot be closed");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        // the loop ends if the listener is closed, else the next connection is served
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      RequestReader requests = new RequestReader(client);
      Connection connection = new Connection(client);
      for (Request next = requests.next(); next != null; next = requests.next()) {
        handler.answer(next, connection);
      }
    } catch (IOException gone) {
      // the client has disconnected, or the server was stopped
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /// The means to answer a request.
  record Connection(Socket socket) {

    void send(Reply reply) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StringBuilder head =
          new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Answer\r\n");
      reply
          .headers()
          .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      head.append("Content-Length: ").append(reply.body().length).append("\r\n\r\n");
      bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(reply.body());
      socket.getOutputStream().write(bytes.toByteArray());
    }

    void sendRaw(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.close();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Waits until the client disconnects.
    void awaitEnd() throws IOException {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {}
      socket.close();
    }
  }
}
