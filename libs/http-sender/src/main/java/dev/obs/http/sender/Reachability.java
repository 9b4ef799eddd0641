package dev.obs.http.sender;

import dev.obs.http.sender.Call.End;
import dev.obs.http.sender.Connector.Resolver;
import dev.obs.model.Authority;
import dev.obs.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/// Attempts to reach a server, for health checks. All addresses of a name are tried in turn. An
/// interrupt of the thread ends an attempt.
public final class Reachability {

  private Reachability() {}

  /// Opens a connection and closes it.
  ///
  /// @param host a name or an address, IPv6 without brackets
  /// @param limit for the lookup and all attempts together
  /// @throws SocketTimeoutException if the time is over
  /// @throws IOException if no address accepts; the failure of the last one
  /// @throws InterruptedException if the thread was interrupted
  public static void connect(String host, int port, Duration limit)
      throws IOException, InterruptedException {
    connect(host, port, limit, InetAddress::getAllByName);
  }

  static void connect(String host, int port, Duration limit, Resolver resolver)
      throws IOException, InterruptedException {
    attempt(
        limit,
        call -> {
          try (Connector connector = new Connector(resolver)) {
            connector.connect(host, port, limit, call).close();
            return 0;
          }
        });
  }

  /// Asks with GET and returns the status. Follows no redirect and reads no body. User information
  /// of the URL becomes basic authentication ([RFC 7617](https://www.rfc-editor.org/rfc/rfc7617)).
  ///
  /// @param limit for all of it
  /// @throws IllegalArgumentException if the URL cannot be used
  /// @throws SocketTimeoutException if the time is over
  /// @throws IOException if the server cannot be reached or does not answer
  /// @throws InterruptedException if the thread was interrupted
  public static int status(URI uri, Duration limit) throws IOException, InterruptedException {
    Target target = Target.of(uri);
    RequestHeaders headers = new RequestHeaders();
    headers.set("User-Agent", new Secret("obs"));
    Authority.of(uri)
        .userInfo()
        .map(BasicAuthentication::encoded)
        .ifPresent(value -> headers.set("Authorization", value));
    Exchange request =
        new Exchange(
            target,
            "GET",
            headers.text(Map.of()) + "Connection: close\r\n",
            ByteBuffer.allocate(0));
    return attempt(
        limit,
        call -> {
          try (Opener opener = new Opener(target, limit, InetAddress::getAllByName);
              Connection connection = opener.open(target.secure() ? Tls.system() : null, call)) {
            return request.statusOver(connection, call);
          }
        });
  }

  private interface Attempt {
    int with(Call call) throws IOException, InterruptedException;
  }

  private static int attempt(Duration limit, Attempt attempt)
      throws IOException, InterruptedException {
    try (Connections connections = new Connections()) {
      Call call = connections.begin(limit);
      try {
        return attempt.with(call);
      } catch (IOException failed) {
        if (Thread.interrupted()) {
          throw (InterruptedException) new InterruptedException().initCause(failed);
        }
        if (call.end() == End.LATE) {
          throw (IOException) new SocketTimeoutException("no answer in time").initCause(failed);
        }
        throw failed;
      } finally {
        connections.end(call);
      }
    }
  }
}
