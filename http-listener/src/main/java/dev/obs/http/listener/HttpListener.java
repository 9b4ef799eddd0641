package dev.obs.http.listener;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves small answers to GET and HEAD, each request on a virtual thread of its own.
///
/// ```java
/// try (HttpListener listener =
///     HttpListener.open(
///         new InetSocketAddress("127.0.0.1", 0),
///         Map.of("/health", request -> Response.text(200, "ok\n")),
///         logger)) {
///   listener.address(); // http://127.0.0.1:39811
/// }
/// ```
///
/// Paths match exactly. A client that sends nothing, or a request slowly, is cut off after 5
/// seconds; one that takes an answer slowly after 30. There are at most 1,024 connections. A
/// handler that hangs keeps at most 64 threads, after which its path answers 503 and the others go
/// on. A request body is never read beyond 64 KiB.
public final class HttpListener implements AutoCloseable {
  private static final int STOP_SECONDS = 1;
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final String host;

  private HttpListener(HttpServer server, ExecutorService threads, String host) {
    this.server = server;
    this.threads = threads;
    this.host = host;
  }

  /// Binds and serves.
  ///
  /// @param address where; port 0 lets the system choose
  /// @param handlers by path
  /// @param logger for handlers that fail, one line a minute for each path
  /// @throws BindException if the port is at fault: taken, or not allowed
  /// @throws UnknownHostException if the host is at fault: unknown, or not of this machine
  public static HttpListener open(
      InetSocketAddress address, Map<String, Handler> handlers, Logger logger) throws IOException {
    HttpServer server = bind(address);
    Map<String, Route> routes = new HashMap<>();
    handlers.forEach((path, handler) -> routes.put(path, new Route(handler, logger)));
    server.createContext("/", new Router(routes));
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-" + server.getAddress().getPort() + "-", 0).factory());
    server.setExecutor(threads);
    // The server's own thread takes after its parent: from a virtual one it is a daemon, so a
    // listener that nobody closes does not keep the process alive.
    CompletableFuture.runAsync(server::start, threads).join();
    return new HttpListener(server, threads, address.getHostString());
  }

  private static HttpServer bind(InetSocketAddress address) throws IOException {
    String host = address.getHostString();
    if (address.isUnresolved()) {
      throw new UnknownHostException("host " + host + " is unknown");
    }
    ServerLimits.set();
    try {
      return HttpServer.create(address, BACKLOG);
    } catch (BindException e) {
      String reason = String.valueOf(e.getMessage());
      if (reason.startsWith("Cannot assign")) {
        throw notLocal(host, e);
      }
      throw because(e, "port " + address.getPort() + " on " + host + " " + verdict(reason));
    }
  }

  private static String verdict(String reason) {
    if (reason.startsWith("Address already in use")) {
      return "is in use";
    }
    return reason.startsWith("Permission denied") ? "is not allowed" : "cannot be bound: " + reason;
  }

  private static UnknownHostException notLocal(String host, BindException cause) {
    UnknownHostException unknown =
        new UnknownHostException("host " + host + " is not an address of this machine");
    unknown.initCause(cause);
    return unknown;
  }

  private static BindException because(BindException cause, String message) {
    BindException bind = new BindException(message);
    bind.initCause(cause);
    return bind;
  }

  /// Where it serves, with the port that the system chose.
  public URI address() {
    try {
      return new URI("http", null, host, server.getAddress().getPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // it was bound to that host
    }
  }

  /// Stops serving; answers under way may take one more second.
  @Override
  public void close() {
    server.stop(STOP_SECONDS);
    threads.shutdownNow();
  }
}
