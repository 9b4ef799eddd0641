package dev.obs.http.sender;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// A backend on a free port of the loopback address that records its requests and answers by a
/// script.
public final class FakeServer implements AutoCloseable {

  /// A recorded request.
  ///
  /// @param headers the headers, with names in any case; the last value of each name
  /// @param body the decompressed body
  /// @param connection the client's port
  public record Request(
      String method, String path, Map<String, String> headers, byte[] body, int connection) {}

  /// A scripted response.
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    /// Creates a response without headers and body.
    public Reply(int status) {
      this(status, Map.of(), new byte[0]);
    }
  }

  /// The choice of the response to a request; may block.
  @FunctionalInterface
  public interface Script {
    Reply reply(Request request) throws InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Script script = _ -> new Reply(200);

  private FakeServer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /// Starts a server over HTTP.
  public static FakeServer start() throws IOException {
    return new FakeServer(HttpServer.create(anyPort(), 0));
  }

  /// Starts a server over TLS.
  public static FakeServer start(SSLContext tls, boolean wantsClientCertificate)
      throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = tls.getDefaultSSLParameters();
            parameters.setNeedClientAuth(wantsClientCertificate);
            connection.setSSLParameters(parameters);
          }
        });
    return new FakeServer(server);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// Sets the script of all further responses.
  public void answer(Script replies) {
    script = replies;
  }

  /// Sets the response to all further requests.
  public void answer(Reply reply) {
    script = _ -> reply;
  }

  /// Returns the received requests, in order.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// Returns the URL of a path.
  public URI uri(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getLast()));
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(headers.get("Content-Encoding"))) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
          body = in.readAllBytes();
        }
      }
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              body,
              exchange.getRemoteAddress().getPort());
      requests.add(request);
      Reply reply = script.reply(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
