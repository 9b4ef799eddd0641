package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.spi.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates for names with an underscore, which the JDK does not verify. `underscore.crt` is
/// for `otel_collector` and `*.my_domain.example`.
class TlsNamesTest {
  private static final Setting<Path> CERTIFICATE = Setting.path("certificate");
  private static final Setting<Path> KEY = Setting.path("key");

  @Test
  void aCertificateForTheNameIsAccepted() throws Exception {
    assertEquals(200, send("otel_collector"));
    assertEquals(200, send("a.my_domain.example"));
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    for (String host : new String[] {"my_collector", "otel-collector"}) {
      assertEquals(
          "the certificate of " + host + " is for another name",
          assertThrows(IOException.class, () -> send(host)).getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OTEL_collector", "a_b.my_domain.example", "c.My_Domain.Example"})
  void namesAreComparedWithoutCaseAndAWildcardIsOneLabel(String name) {
    assertDoesNotThrow(() -> TlsHandshake.verify(name, certificate()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my_domain.example",
        "a.b.my_domain.example",
        "*.otel_collector",
        "_",
        "x_example"
      })
  void otherNamesDoNotMatch(String name) {
    assertThrows(SSLHandshakeException.class, () -> TlsHandshake.verify(name, certificate()));
  }

  private static int send(String host) throws Exception {
    Tls own =
        Tls.system().appearingAs(CERTIFICATE, file("underscore.crt"), KEY, file("underscore.key"));
    try (FakeServer server = FakeServer.start(own.context(), false)) {
      int port = server.uri("/").getPort();
      HttpSenderBuilder builder =
          HttpSender.to(URI.create("https://" + host + ":" + port + "/"))
              .timeout(Duration.ofMinutes(1)) // for a machine that is busy
              .tls(Tls.system().trusting(CERTIFICATE, file("underscore.crt")));
      builder.resolver = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
      try (HttpSender sender = builder.build()) {
        return sender.send(new byte[1]).status();
      }
    }
  }

  private static X509Certificate certificate() throws Exception {
    return Certificates.in(Pem.read(CERTIFICATE, file("underscore.crt"))).getFirst();
  }

  private static Path file(String name) throws URISyntaxException {
    return Path.of(TlsNamesTest.class.getResource(name).toURI());
  }
}
