package dev.obs.http.sender;

import dev.obs.http.sender.Connector.Resolver;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Opens connections to a server: directly or through the proxy that the process uses for it, and
/// with TLS for `https`. A plain request to a proxy names the server; for TLS the proxy opens a
/// tunnel.
///
/// Thread-safe.
final class Opener implements AutoCloseable {
  private final Target target;
  private final Duration connectTimeout;
  private final Connector connector;
  private @Nullable Tls used;
  private @Nullable SSLContext context;

  Opener(Target target, Duration connectTimeout, Resolver resolver) {
    this.target = target;
    this.connectTimeout = connectTimeout;
    this.connector = new Connector(resolver);
  }

  /// @param tls the certificates, null for a URL without TLS
  Connection open(@Nullable Tls tls, Call call) throws IOException, InterruptedException {
    Optional<InetSocketAddress> proxy = proxy();
    String host = proxy.map(InetSocketAddress::getHostString).orElse(target.host());
    int port = proxy.map(InetSocketAddress::getPort).orElse(target.port());
    SocketChannel channel = connector.connect(host, port, connectTimeout, call);
    try {
      Connection connection = new Connection(channel, proxy.isPresent() && tls == null);
      if (tls != null) {
        if (proxy.isPresent()) {
          tunnel(connection);
        }
        secure(connection, channel, tls);
      }
      return connection;
    } catch (IOException | RuntimeException | Error failed) {
      Connection.close(channel);
      throw failed;
    }
  }

  private Optional<InetSocketAddress> proxy() {
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> proxies = selector == null ? List.of() : selector.select(target.uri());
    return proxies.stream()
        .limit(1)
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(Proxy::address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .findFirst();
  }

  private void tunnel(Connection connection) throws IOException {
    String host = target.host().indexOf(':') < 0 ? target.host() : "[" + target.host() + "]";
    String server = host + ":" + target.port();
    String head = "CONNECT " + server + " HTTP/1.1\r\nHost: " + server + "\r\n\r\n";
    connection.send(head.getBytes(StandardCharsets.US_ASCII), ByteBuffer.allocate(0));
    int status;
    try {
      status = new ResponseReader(connection).head().status();
    } catch (EOFException silent) {
      throw new ProxyException("the proxy closed the connection", silent);
    }
    if (status / 100 != 2 || !connection.isEmpty()) {
      throw new ProxyException("the proxy refused the connection: http " + status, null);
    }
  }

  private void secure(Connection connection, SocketChannel channel, Tls tls) throws IOException {
    SSLSocket socket = TlsHandshake.over(channel.socket(), context(tls), target);
    connection.secure(socket.getInputStream(), socket.getOutputStream(), tls);
  }

  private synchronized SSLContext context(Tls tls) throws IOException {
    if (context == null || tls != used) {
      try {
        context = tls.context();
      } catch (GeneralSecurityException unusable) {
        throw new IOException("cannot use the certificates", unusable);
      }
      used = tls;
    }
    return context;
  }

  @Override
  public void close() {
    connector.close();
  }

  /// A failure of a proxy, with a message for people.
  static final class ProxyException extends IOException {
    private static final long serialVersionUID = 1;

    ProxyException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
