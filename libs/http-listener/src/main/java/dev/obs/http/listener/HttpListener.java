package dev.obs.http.listener;

import dev.obs.spi.ExtensionContext;
import dev.obs.spi.SettingException;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// An HTTP/1.1 server of small responses to GET and HEAD, with a virtual thread per connection.
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
/// Paths match exactly. Requests for a foreign host or from a page of a foreign site are refused;
/// see `allowed_hosts` in [ListenerSettings]. It has its own limits, independent of the process's:
///
/// - A client that sends a request slowly is cut off after 5 seconds, one that reads a response
///   slowly after 30, an idle one after 75.
/// - Connections are limited in total and per address. A new connection replaces the one that has
///   been idle longest.
/// - Responses that clients have not received are limited in bytes. Further requests get 503.
/// - A handler that hangs blocks at most 64 threads, after which its path returns 503 and the other
///   paths stay available.
public final class HttpListener implements AutoCloseable {
  private static final int STOP_MILLIS = 1000;
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Connections connections;
  private final ExecutorService threads;
  private final Thread acceptor;
  private final String host;

  private HttpListener(ServerSocket server, Service service, ExecutorService threads, String host) {
    this.server = server;
    this.connections = service.connections();
    this.threads = threads;
    this.host = host;
    // A daemon: an unclosed listener does not keep the process alive.
    acceptor =
        Thread.ofPlatform()
            .daemon()
            .name("http-accept-" + server.getLocalPort())
            .unstarted(new Acceptor(server, service, threads));
  }

  /// Binds and serves with the settings of an extension.
  ///
  /// @param settings the settings of the extension's section
  /// @param handlers the handlers by path
  /// @throws SettingException if the port is taken or not allowed, or the host is not an address of
  ///   this machine
  public static HttpListener open(
      ExtensionContext context, ListenerSettings settings, Map<String, Handler> handlers)
      throws IOException, SettingException {
    InetSocketAddress address =
        new InetSocketAddress(context.get(settings.host()), context.get(settings.port()));
    try {
      return open(
          address,
          context.get(settings.allowedHosts()),
          settings.limits(context),
          handlers,
          context.meter(),
          context.logger());
    } catch (BindException e) {
      throw settings.portUnusable(e);
    } catch (UnknownHostException e) {
      throw settings.hostUnusable(e);
    }
  }

  /// Binds and serves with the default limits.
  ///
  /// @param address the address; port 0 lets the system choose
  /// @param handlers the handlers by path
  /// @param logger the logger for refusals and failures, one line a minute for each kind
  /// @throws BindException if the port is taken or not allowed
  /// @throws UnknownHostException if the host is unknown or not an address of this machine
  public static HttpListener open(
      InetSocketAddress address, Map<String, Handler> handlers, Logger logger) throws IOException {
    Meter none = MeterProvider.noop().get("");
    return open(address, List.of(), Limits.standard(), handlers, none, logger);
  }

  static HttpListener open(
      InetSocketAddress address,
      List<String> allowedHosts,
      Limits limits,
      Map<String, Handler> handlers,
      Meter meter,
      Logger logger)
      throws IOException {
    ServerSocket server = bind(address);
    String host = address.getHostString();
    Report report = new Report(meter, logger, host + ":" + server.getLocalPort());
    Map<String, Route> routes = new HashMap<>();
    handlers.forEach((path, handler) -> routes.put(path, new Route(handler, path, report)));
    AllowedHosts hosts = new AllowedHosts(server.getInetAddress(), host, allowedHosts);
    Connections connections = new Connections(limits, report);
    AnswerMemory memory = new AnswerMemory(limits.answerBytes(), connections::cutStalledAnswer);
    Service service =
        new Service(limits, new Router(routes, hosts, report), connections, memory, report);
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-" + server.getLocalPort() + "-", 0).factory());
    HttpListener listener = new HttpListener(server, service, threads, host);
    listener.acceptor.start();
    return listener;
  }

  private static ServerSocket bind(InetSocketAddress address) throws IOException {
    String host = address.getHostString();
    if (address.isUnresolved()) {
      throw new UnknownHostException("host " + host + " is unknown");
    }
    ServerSocket server = new ServerSocket();
    try {
      server.bind(address, BACKLOG);
      return server;
    } catch (BindException e) {
      server.close();
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

  /// Returns the address, with the port that the system chose.
  public URI address() {
    try {
      return new URI("http", null, host, server.getLocalPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // it was bound to that host
    }
  }

  /// Stops serving; responses in progress may take one more second.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException closed) {
      // the listener is closed in any case
    }
    connections.close();
    threads.shutdown();
    try {
      acceptor.join(Duration.ofMillis(STOP_MILLIS));
      if (!threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        connections.cutAll();
        threads.shutdownNow();
      }
    } catch (InterruptedException stop) {
      connections.cutAll();
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
