package dev.obs.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An HTTP backend that reads each request to its end, forgets it, and gives the same answer with
/// status 200.
public final class Backend implements AutoCloseable {
  private static final String CLOSED = "\0";

  private final ServerSocket server;
  private final byte[] answer;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  /// @param port the port, or 0 for a free one
  public Backend(int port, String contentType, byte[] body) throws IOException {
    server = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    answer = new byte[head.length + body.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    Thread.ofPlatform().daemon().name("backend").start(this::accept);
  }

  /// Runs as a process: prints the port and ends when its input ends.
  public static void main(String[] arguments) throws IOException {
    try (Backend backend = new Backend(0, "application/x-protobuf", new byte[0])) {
      System.out.println(backend.port());
      while (System.in.read() >= 0) {
        // waits for the parent to close the pipe
      }
    }
  }

  /// Returns the port.
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        Thread.ofPlatform().daemon().name("backend").start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
      OutputStream out = connection.getOutputStream();
      byte[] scratch = new byte[1 << 16];
      while (request(in, scratch)) {
        out.write(answer);
      }
    } catch (IOException gone) {
      // the client closed its connection
    } finally {
      connections.remove(connection);
    }
  }

  private static boolean request(InputStream in, byte[] scratch) throws IOException {
    long length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring("content-length:".length()).trim());
      } else if (header.startsWith("transfer-encoding: chunked")) {
        chunked = true;
      } else if (header.equals(CLOSED)) {
        return false;
      }
    }
    if (chunked) {
      int size;
      do {
        size = Integer.parseInt(line(in), 16);
        skip(in, size, scratch);
        line(in);
      } while (size > 0);
    } else {
      skip(in, length, scratch);
    }
    return true;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return CLOSED;
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static void skip(InputStream in, long length, byte[] scratch) throws IOException {
    long left = length;
    while (left > 0) {
      int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw new IOException("the request ended early");
      }
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
