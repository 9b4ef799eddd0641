package dev.obs.bench.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client of 32 keep-alive connections on one thread. Each sends a request as soon as it has the
/// whole response to the one before.
final class HttpLoad implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final Pattern LENGTH = Pattern.compile("\ncontent-length: *([0-9]+)");

  private final Selector selector = Selector.open();
  private final byte[] request;

  HttpLoad(int port, String path) throws IOException {
    request =
        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (int index = 0; index < CONNECTIONS; index++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Connection connection = new Connection(channel);
      channel.register(selector, SelectionKey.OP_READ, connection);
      connection.send();
    }
  }

  /// Returns the number of responses in some seconds.
  long run(double seconds) throws IOException {
    long responses = 0;
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        if (((Connection) key.attachment()).isAnswered()) {
          responses++;
        }
      }
      selector.selectedKeys().clear();
    }
    return responses;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private final class Connection {
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(request.length).put(request);
    private final ByteBuffer in = ByteBuffer.allocate(1 << 16);
    private int expected = -1;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send() throws IOException {
      expected = -1;
      in.clear();
      out.position(0).limit(request.length);
      channel.write(out);
    }

    /// Reads, and sends the next request if the response is whole.
    boolean isAnswered() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection");
      }
      if (expected < 0) {
        expected = length();
      }
      if (expected < 0 || in.position() < expected) {
        return false;
      }
      send();
      return true;
    }

    /// The length of the response, or -1 while its head is not whole.
    private int length() throws IOException {
      String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
      int head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return -1;
      }
      if (!text.startsWith("HTTP/1.1 200")) {
        throw new IOException("not 200: " + text);
      }
      Matcher length = LENGTH.matcher(text.substring(0, head).toLowerCase(Locale.ROOT));
      if (!length.find()) {
        throw new IOException("no Content-Length: " + text);
      }
      return head + 4 + Integer.parseInt(length.group(1));
    }
  }
}
