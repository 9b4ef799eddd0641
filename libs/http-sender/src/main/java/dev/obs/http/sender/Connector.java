package dev.obs.http.sender;

import dev.obs.model.Authority;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A connector that tries all addresses of a host in turn until one accepts: the last good one
/// first, then alternately of both families ([RFC 8305,
/// 4](https://www.rfc-editor.org/rfc/rfc8305)). Each one gets its share of the time that is left,
/// so that a dead one does not use it up.
///
/// Names are resolved by threads of their own, because nothing can interrupt the resolver. There is
/// at most one at a time for each name: the server's and those of proxies.
///
/// Thread-safe.
final class Connector implements AutoCloseable {
  private static final long LEAST_SHARE = Duration.ofMillis(250).toNanos();

  /// The resolver of names.
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final Resolver resolver;
  private final Map<String, CompletableFuture<InetAddress[]>> lookups = new HashMap<>();
  private volatile @Nullable InetAddress good;

  Connector(Resolver resolver) {
    this.resolver = resolver;
  }

  /// Opens a connection in blocking mode.
  ///
  /// @param limit for the lookup and all attempts together
  /// @throws IOException the failure of the last attempt
  SocketChannel connect(String host, int port, Duration limit, Call call)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    List<InetAddress> addresses = inOrder(resolve(host, limit, call), good);
    IOException failure = new SocketTimeoutException("no connection to " + host + " in time");
    for (int i = 0; i < addresses.size(); i++) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      long share = Math.min(left, Math.max(LEAST_SHARE, left / (addresses.size() - i)));
      try {
        return connect(addresses.get(i), port, share, call);
      } catch (IOException unreachable) {
        failure = unreachable;
        if (call.isOver()) {
          break;
        }
      }
    }
    throw failure;
  }

  private SocketChannel connect(InetAddress address, int port, long nanos, Call call)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      call.uses(channel);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      long millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE);
      channel.socket().connect(new InetSocketAddress(address, port), Math.toIntExact(millis));
      good = address;
      return channel;
    } catch (IOException | RuntimeException | Error failed) {
      channel.close();
      throw failed;
    }
  }

  private InetAddress[] resolve(String host, Duration limit, Call call)
      throws IOException, InterruptedException {
    InetAddress literal = literal(host);
    if (literal != null) {
      return new InetAddress[] {literal};
    }
    long left = Math.min(limit.toNanos(), call.deadline() - System.nanoTime());
    try {
      return lookup(host).get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      if (System.nanoTime() - call.deadline() >= 0) {
        call.abort(Call.End.LATE); // there is no channel yet whose close would end the wait
      }
      throw new SocketTimeoutException("no address of " + host + " in time");
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException unknown ? unknown : new IOException(failed);
    }
  }

  /// Parses a literal IP address. Returns null for a name, which would need a lookup.
  static @Nullable InetAddress literal(String host) {
    return Authority.literal(host.replace("%25", "%")).orElse(null);
  }

  private synchronized CompletableFuture<InetAddress[]> lookup(String host) {
    lookups.values().removeIf(CompletableFuture::isDone);
    return lookups.computeIfAbsent(host, this::started);
  }

  private CompletableFuture<InetAddress[]> started(String host) {
    CompletableFuture<InetAddress[]> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("obs-http-resolver")
        .start(() -> {
          try {
            started.complete(resolver.addresses(host));
          } catch (Throwable failed) { // also an Error, for which a caller waits
            started.completeExceptionally(failed);
          }
        });
    return started;
  }

  static List<InetAddress> inOrder(InetAddress[] addresses, @Nullable InetAddress good) {
    List<InetAddress> same = new ArrayList<>();
    List<InetAddress> other = new ArrayList<>();
    for (InetAddress address : addresses) {
      boolean first = isIpv6(address) == isIpv6(addresses[0]);
      (first ? same : other).add(address);
    }
    List<InetAddress> all = new ArrayList<>();
    for (int i = 0; i < Math.max(same.size(), other.size()); i++) {
      if (i < same.size()) {
        all.add(same.get(i));
      }
      if (i < other.size()) {
        all.add(other.get(i));
      }
    }
    if (good != null && all.remove(good)) {
      all.addFirst(good);
    }
    return all;
  }

  private static boolean isIpv6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  /// Ends the wait for a lookup.
  @Override
  public synchronized void close() {
    IOException closed = new IOException("sender is closed");
    lookups.values().forEach(lookup -> lookup.completeExceptionally(closed));
  }
}
