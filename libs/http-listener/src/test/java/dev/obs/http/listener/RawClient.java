package dev.obs.http.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A connection that sends exactly the bytes of a test.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();

  private RawClient() {}

  static RawClient connect(HttpListener listener) throws IOException {
    return connect(listener, "127.0.0.1");
  }

  /// @param from the client's own address
  static RawClient connect(HttpListener listener, String from) throws IOException {
    RawClient client = new RawClient();
    client.socket.setReceiveBufferSize(4096); // so that an unread answer stays with the server
    client.socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    client.socket.connect(new InetSocketAddress("127.0.0.1", listener.address().getPort()));
    client.socket.setSoTimeout(PATIENCE_MILLIS);
    return client;
  }

  /// Sends text unchanged, except that each line feed becomes CR LF.
  RawClient lines(String text) throws IOException {
    return send(text.replace("\n", "\r\n"));
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  RawClient get(String path) throws IOException {
    return lines("GET " + path + " HTTP/1.1\nHost: localhost\n\n");
  }

  /// Returns everything until the server ends the connection, including bytes before a reset.
  String rest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(rest);
    } catch (SocketTimeoutException open) {
      throw new AssertionError("the connection stays open after " + rest, open);
    } catch (IOException reset) {
      // the response is complete, or the assertion on it fails
    }
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  /// Returns one response with a body of a known length.
  String answer() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection ended after " + head);
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int at = text.indexOf("Content-Length: ") + 16;
    int length = Integer.parseInt(text, at, text.indexOf('\r', at), 10);
    return text
        + new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  int status() throws IOException {
    return Integer.parseInt(answer().substring(9, 12));
  }

  /// Returns whether the server has ended the connection.
  boolean isEnded() throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
