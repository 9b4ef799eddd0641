package dev.obs.http.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Setting;
import dev.obs.testkit.TestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedHostsTest {
  private static final ListenerSettings SETTINGS =
      ListenerSettings.of("test", Setting.port("port").orElse(0));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // host                  | loopback | wildcard | wildcard with allowed_hosts
        "localhost               | true     | true     | true",
        "LocalHost.:8080         | true     | true     | true",
        "127.0.0.1:1             | true     | true     | true",
        "127.9.8.7               | true     | true     | true",
        "[::1]:8080              | true     | true     | true",
        "[0:0:0:0:0:0:0:1]       | true     | true     | true",
        "[::ffff:127.0.0.1]      | true     | true     | true",
        "10.0.0.7:8080           | false    | true     | true",
        "[fe80::1]:8080          | false    | true     | true",
        "evil.example            | false    | false    | false",
        "localhost.evil.example  | false    | false    | false",
        "127.0.0.1.evil.example  | false    | false    | false",
        "127.0.0.1.              | true     | true     | true",
        "2130706433              | false    | true     | false",
        "obs-demo:9464           | false    | true     | false",
        "obs.shop.svc            | false    | true     | false",
        "obs.shop.svc.cluster.local | false | true     | false",
        "evil.svc.example        | false    | false    | false",
        "Metrics.Example.org:80  | true     | false    | true",
        "example.org             | false    | false    | false",
        "a.b.example.net         | true     | false    | true",
        "example.net             | false    | false    | false",
        "aexample.net            | false    | false    | false"
      })
  void servesItsOwnNamesAndTheAllowedOnes(
      String host, boolean onLoopback, boolean onAll, boolean onAllListed) throws Exception {
    InetAddress all = InetAddress.getByName("0.0.0.0");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    List<String> list = List.of("metrics.example.org", "*.example.net");
    HostName name = HostName.parse(host).orElseThrow();
    assertEquals(onLoopback, new AllowedHosts(loopback, "localhost", list).serve(name));
    assertEquals(onAll, new AllowedHosts(all, "0.0.0.0", List.of()).serve(name));
    assertEquals(onAllListed, new AllowedHosts(all, "0.0.0.0", list).serve(name));
    assertTrue(new AllowedHosts(loopback, "127.0.0.1", List.of("*")).serve(name));
  }

  @Test
  void servesTheConfiguredHost() throws Exception {
    InetAddress address = InetAddress.getByName("10.1.2.3");
    HostName own = HostName.parse("Node7.example.org:8080").orElseThrow();
    assertTrue(new AllowedHosts(address, "node7.example.org", List.of()).serve(own));
    assertTrue(new AllowedHosts(address, "node7.example.org", List.of("other")).serve(own));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost:3000     | true  | false",
        "http://127.0.0.1          | true  | false",
        "https://[::1]:1           | true  | false",
        "http://10.0.0.7:8080      | false | true",
        "http://10.0.0.8:8080      | false | false",
        "http://evil.example       | false | false",
        "http://obs                | false | false",
        "https://ui.example.org    | true  | true",
        "null                      | false | false",
        "nonsense                  | false | false"
      })
  void trustsPagesOfItsOwnAndOfAllowedNames(String origin, boolean onLoopback, boolean onAll)
      throws Exception {
    List<String> list = List.of("ui.example.org");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Optional<HostName> page = HostName.ofOrigin(origin);
    assertEquals(
        onLoopback,
        new AllowedHosts(loopback, "127.0.0.1", list).trust(page, HostName.parse("127.0.0.1")));
    assertEquals(
        onAll,
        new AllowedHosts(InetAddress.getByName("0.0.0.0"), "0.0.0.0", list)
            .trust(page, HostName.parse("10.0.0.7")));
    assertTrue(new AllowedHosts(loopback, "127.0.0.1", List.of("*")).trust(page, Optional.empty()));
  }

  @Test
  void refusesForeignHostsAndOriginsOnEveryPage() throws Exception {
    TestContext context =
        new TestContext()
            .with(SETTINGS.port(), 0)
            .with(SETTINGS.allowedHosts(), List.of("obs.example.org"));
    try (HttpListener listener =
            HttpListener.open(
                context, SETTINGS, Map.of("/", request -> Response.text(200, "secret")));
        RawClient client = RawClient.connect(listener)) {
      assertEquals(200, client.get("/").status());
      assertEquals(421, client.lines("GET / HTTP/1.1\nHost: evil.example\n\n").status());
      assertEquals(421, client.lines("HEAD /x HTTP/1.0\nHost: evil.example\n\n").status());
    }
    assertTrue(
        context.logged().stream().anyMatch(line -> line.contains("not in allowed_hosts")),
        context.logged()::toString);
    try (HttpListener listener =
            HttpListener.open(
                context, SETTINGS, Map.of("/", request -> Response.text(200, "secret")));
        RawClient client = RawClient.connect(listener)) {
      client.lines("GET / HTTP/1.1\nHost: obs.example.org\nOrigin: https://obs.example.org\n\n");
      assertEquals(200, client.status());
      client.lines("GET / HTTP/1.1\nHost: localhost\nOrigin: http://evil.example\n\n");
      assertEquals(403, client.status());
      client.lines("GET / HTTP/1.1\nHost: localhost\nOrigin: null\n\n");
      assertEquals(403, client.status());
    }
    assertEquals(2, Refusals.count(context, "host"));
    assertEquals(2, Refusals.count(context, "origin"));
  }
}
