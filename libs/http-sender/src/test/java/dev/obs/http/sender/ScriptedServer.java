package dev.obs.http.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that answers each request with the next text of its script, whose last one it repeats,
/// and keeps its connections open; an empty text closes the connection.
final class ScriptedServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  private final ServerSocket listener;
  private final List<String> script;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  ScriptedServer(String... script) throws IOException {
    this(InetAddress.getLoopbackAddress(), script);
  }

  ScriptedServer(InetAddress address, String... script) throws IOException {
    this.script = List.of(script);
    listener = new ServerSocket(0, 5, address);
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  URI uri() {
    return URI.create("http://localhost:" + port() + "/");
  }

  /// Returns the received requests with their bodies.
  List<String> requests() {
    return List.copyOf(requests);
  }

  int connections() {
    return connections.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      for (String request = next(socket.getInputStream());
          !request.isEmpty();
          request = next(socket.getInputStream())) {
        requests.add(request);
        String answer = script.get(Math.min(requests.size(), script.size()) - 1);
        if (answer.isEmpty()) {
          return;
        }
        OutputStream out = socket.getOutputStream();
        out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
      }
    } catch (IOException gone) {
      // the client hung up
    }
  }

  private static String next(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      request.append((char) next);
      if (request.indexOf("\r\n\r\n") == request.length() - 4 && request.length() > 4) {
        Matcher length = LENGTH.matcher(request);
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return request + new String(in.readNBytes(body), StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : connections) {
      socket.close();
    }
  }
}
