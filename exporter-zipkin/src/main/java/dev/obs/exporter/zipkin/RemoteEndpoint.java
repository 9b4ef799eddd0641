package dev.obs.exporter.zipkin;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whom a client or producer span talked to: without it, Zipkin draws no dependency. It is named by
/// the first attribute present in the order that the specification gives.
final class RemoteEndpoint {

  /// An attribute that names a peer, and the one with the port that belongs to it.
  private record Source(AttributeKey<String> name, @Nullable AttributeKey<Long> port) {
    Source(String name) {
      this(AttributeKey.stringKey(name), null);
    }

    Source(String name, String port) {
      this(AttributeKey.stringKey(name), AttributeKey.longKey(port));
    }
  }

  private static final List<Source> RANKING =
      List.of(
          new Source("peer.service"),
          new Source("server.address"),
          new Source("net.peer.name"),
          new Source("network.peer.address", "network.peer.port"),
          new Source("server.socket.domain"),
          new Source("server.socket.address", "server.socket.port"),
          new Source("net.sock.peer.name"),
          new Source("net.sock.peer.addr", "net.sock.peer.port"),
          new Source("peer.hostname"),
          new Source("peer.address"),
          new Source("db.name"));

  private RemoteEndpoint() {}

  static void write(Attributes attributes, JsonWriter json) {
    for (Source source : RANKING) {
      String name = attributes.get(source.name);
      if (name != null && !name.isEmpty()) {
        json.name("remoteEndpoint").beginObject();
        json.name("serviceName").value(name);
        if (source.port != null) {
          socket(name, attributes.get(source.port), json);
        }
        json.endObject();
        return;
      }
    }
  }

  /// Zipkin drops an address that is none, and refuses the batch for a port that is none.
  private static void socket(String address, @Nullable Long port, JsonWriter json) {
    if (address.indexOf(':') >= 0) {
      json.name("ipv6").value(address);
    } else if (address.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
      json.name("ipv4").value(address);
    }
    if (port != null && port > 0 && port <= 65_535) {
      json.name("port").value(port);
    }
  }
}
