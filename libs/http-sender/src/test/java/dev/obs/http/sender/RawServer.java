package dev.obs.http.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that reads the request of each connection, or the first bytes of an invalid one, writes
/// the given bytes and closes: for responses that no valid server sends.
final class RawServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

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
        awaitRequest(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException gone) {
        // the next connection is served, or the listener is closed
      }
    }
  }

  /// Reads all of the request, because a client that still sends may ignore an early response.
  private static void awaitRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    byte[] part = new byte[65_536];
    for (int got = in.read(part); got >= 0; got = in.read(part)) {
      request.append(new String(part, 0, got, StandardCharsets.ISO_8859_1));
      int head = request.indexOf("\r\n\r\n");
      Matcher length = LENGTH.matcher(request);
      if (request.indexOf("POST ") != 0
          || (head >= 0
              && length.find()
              && request.length() >= head + 4 + Integer.parseInt(length.group(1)))) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
