package dev.obs.bench.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// The floor for requests: one thread, one selector, an answer that is ready, requests told apart
/// by their empty line only.
public final class NioServer {
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n"
              + "{\"status\":\"UP\"}")
          .getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer in = ByteBuffer.allocateDirect(8192);
  private final ByteBuffer out = ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER);

  private NioServer() {}

  /// Runs the server.
  ///
  /// @param arguments the port
  public static void main(String[] arguments) throws IOException {
    new NioServer().run(Integer.parseInt(arguments[0]));
  }

  private void run(int port) throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (selector.isOpen()) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            SocketChannel client = server.accept();
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.register(selector, SelectionKey.OP_READ);
          } else {
            answer((SocketChannel) key.channel());
          }
        }
        selector.selectedKeys().clear();
      }
    }
  }

  private void answer(SocketChannel client) throws IOException {
    in.clear();
    int read;
    try {
      read = client.read(in);
    } catch (IOException reset) {
      read = -1;
    }
    if (read < 0) {
      client.close();
      return;
    }
    for (int at = 3; at < read; at++) {
      if (in.get(at) == '\n' && in.get(at - 2) == '\n') {
        client.write(out.position(0).limit(ANSWER.length));
      }
    }
  }
}
