package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.testkit.TestContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderSettingsTest {
  private static final Setting<URI> URL = Setting.uri("url");
  private static final SenderSettings PLAIN = SenderSettings.of(Duration.ofSeconds(10));
  private static final SenderSettings COMPRESSING = PLAIN.compressing(true);
  private static final BasicAuthentication BASIC = BasicAuthentication.settings();

  private final TestContext context = new TestContext();

  @Test
  void theKeysOfTheExtensionComeFirst() {
    assertEquals(
        List.of(
            "url",
            "timeout",
            "compression",
            "headers",
            "certificate",
            "client_certificate",
            "client_key"),
        COMPRESSING.with(URL).stream().map(Setting::name).toList());
    assertTrue(PLAIN.with().stream().noneMatch(each -> each.name().equals("compression")));
  }

  @Test
  void eachValueHasItsEffect() throws Exception {
    context
        .with(COMPRESSING.headers(), Map.of("X-Tenant", new Secret("a")))
        .with(COMPRESSING.timeout(), Duration.ofSeconds(3));
    FakeServer.Request request = sentBy(COMPRESSING);
    assertEquals("a", request.headers().get("X-Tenant"));
    assertEquals("gzip", request.headers().get("Content-Encoding"));
    assertTrue(request.headers().get("User-Agent").startsWith("obs/"));

    context.with(COMPRESSING.compression(), "none");
    assertNull(sentBy(COMPRESSING).headers().get("Content-Encoding"));
    assertNull(sentBy(PLAIN).headers().get("Content-Encoding"));
  }

  @Test
  void anErrorBelongsToItsSetting(@TempDir Path folder) throws Exception {
    assertSame(URL, refusal(URI.create("http://localhost:0")).setting());

    context.with(PLAIN.headers(), Map.of("X-Key", new Secret("two\nlines")));
    SettingException header = refusal(URI.create("http://localhost"));
    assertSame(PLAIN.headers(), header.setting());
    assertTrue(!header.getMessage().contains("lines"), header::getMessage);

    context.with(PLAIN.headers(), Map.of());
    context.with(PLAIN.certificate(), folder.resolve("none.pem"));
    assertSame(PLAIN.certificate(), refusal(URI.create("https://localhost")).setting());
  }

  @Test
  void aClientCertificateNeedsItsKey(@TempDir Path folder) throws Exception {
    TestIdentity client = TestIdentity.create(folder, "client", "EC");
    Setting<Path> certificate = Setting.path("client_certificate");
    context.with(certificate, client.certificate());
    assertEquals("needs client_key as well", refusal(URI.create("https://localhost")).getMessage());
  }

  @Test
  void aConfiguredHeaderTakesThePlaceOfBasicAuthentication() throws Exception {
    context.with(BASIC.username(), "me").with(BASIC.password(), new Secret("pässword"));
    Secret basic = BASIC.authorization(context).orElseThrow();
    assertEquals("Basic bWU6cMOkc3N3b3Jk", basic.reveal());

    context.with(PLAIN.headers(), Map.of("authorization", new Secret("Bearer token")));
    try (FakeServer server = FakeServer.start();
        HttpSender sender =
            PLAIN
                .sender(context, URL, server.uri("/"))
                .authorization(BASIC.password(), basic)
                .build()) {
      sender.send(new byte[1]);
      assertEquals("Bearer token", server.requests().getFirst().headers().get("Authorization"));
    }
  }

  @Test
  void basicAuthenticationFollowsAPasswordThatChanges() throws Exception {
    AtomicReference<String> password = new AtomicReference<>("one");
    context.with(BASIC.username(), "me").with(BASIC.password(), Secret.of(password::get));
    Secret basic = BASIC.authorization(context).orElseThrow();
    assertEquals("Basic bWU6b25l", basic.reveal());
    password.set("two");
    assertEquals("Basic bWU6dHdv", basic.reveal());
  }

  @Test
  void aUserNeedsAPassword() {
    context.with(BASIC.username(), "me");
    SettingException refusal =
        assertThrows(SettingException.class, () -> BASIC.authorization(context));
    assertSame(BASIC.username(), refusal.setting());
  }

  private SettingException refusal(URI uri) {
    return assertThrows(SettingException.class, () -> PLAIN.sender(context, URL, uri));
  }

  private FakeServer.Request sentBy(SenderSettings settings) throws Exception {
    try (FakeServer server = FakeServer.start();
        HttpSender sender = settings.sender(context, URL, server.uri("/")).in(context).build()) {
      assertEquals(200, sender.send(new byte[100]).status());
      return server.requests().getFirst();
    }
  }
}
