package dev.obs.http.sender;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Reads a little of each connection, writes the given bytes and hangs up: for answers that no
/// decent server gives.
final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final String answer;

  RawServer(String answer) throws IOException {
    this.answer = answer;
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI uri() {
    return URI.create("http://localhost:" + listener.getLocalPort() + "/");
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        int got = socket.getInputStream().read(new byte[65_536]);
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.US_ASCII), 0, got < 0 ? 0 : answer.length());
        out.flush();
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException gone) {
        // the next connection is served, or the listener is closed
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
