package dev.obs.exporter.zipkin;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The remote endpoint of a client or producer span: without it, Zipkin shows no dependency. Its
/// name is the first attribute present in the order of the specification.
final class RemoteEndpoint {

  /// An attribute with the name of a peer, and the attribute with its port.
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

  /// Writes the address and port, if valid: Zipkin drops an invalid address, and refuses the batch
  /// for an invalid port.
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
