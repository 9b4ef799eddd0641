package dev.obs.exporter.zipkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemoteEndpointTest {

  @Test
  void takesTheFirstAttributeOfTheRanking() {
    List<String> ranking =
        new ArrayList<>(
            List.of(
                "peer.service",
                "server.address",
                "net.peer.name",
                "network.peer.address",
                "server.socket.domain",
                "server.socket.address",
                "net.sock.peer.name",
                "net.sock.peer.addr",
                "peer.hostname",
                "peer.address",
                "db.name"));
    while (!ranking.isEmpty()) {
      AttributesBuilder attributes = Attributes.builder();
      ranking.reversed().forEach(name -> attributes.put(name, "by-" + name));
      assertEquals(
          "{\"remoteEndpoint\":{\"serviceName\":\"by-" + ranking.getFirst() + "\"}}",
          write(attributes.build()));
      ranking.removeFirst();
    }
  }

  @Test
  void writesASocketsAddressAndPort() {
    assertEquals(
        "{\"remoteEndpoint\":{\"serviceName\":\"10.1.2.3\",\"ipv4\":\"10.1.2.3\",\"port\":5432}}",
        write(
            Attributes.builder()
                .put("network.peer.address", "10.1.2.3")
                .put("network.peer.port", 5432)
                .build()));
    assertEquals(
        "{\"remoteEndpoint\":{\"serviceName\":\"::1\",\"ipv6\":\"::1\"}}",
        write(Attributes.builder().put("net.sock.peer.addr", "::1").build()));
  }

  @Test
  void leavesOutAPortThatIsNone() {
    assertEquals(
        "{\"remoteEndpoint\":{\"serviceName\":\"/run/db.sock\"}}",
        write(
            Attributes.builder()
                .put("network.peer.address", "/run/db.sock")
                .put("network.peer.port", 70_000)
                .build()));
  }

  @Test
  void writesNothingWhereNothingNamesThePeer() {
    assertEquals("{}", write(Attributes.builder().put("peer.service", "").build()));
  }

  private static String write(Attributes attributes) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    RemoteEndpoint.write(attributes, json);
    return json.endObject().toString();
  }
}
