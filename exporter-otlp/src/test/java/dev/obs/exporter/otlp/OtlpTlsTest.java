package dev.obs.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.TestIdentity;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtlpTlsTest {
  @TempDir static Path folder;
  private static TestIdentity server;
  private static TestIdentity client;

  private FakeServer collector;
  private TestContext context;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestIdentity.create(folder, "server", "EC");
    client = TestIdentity.create(folder, "client", "EC");
  }

  @BeforeEach
  void start() throws Exception {
    collector = FakeServer.start(server.serverContext(client), true);
    context = new TestContext().with(OtlpSettings.ENDPOINT.common(), collector.uri(""));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void sendsWithCertificatesOfBothSides() throws Exception {
    context
        .with(OtlpSettings.CERTIFICATE.common(), server.certificate())
        .with(OtlpSettings.CLIENT_CERTIFICATE.common(), client.certificate())
        .with(OtlpSettings.CLIENT_KEY.common(), client.key());
    assertSame(ExportResult.delivered(), export());
  }

  @Test
  void aSignalsOwnCertificateWins() throws Exception {
    context
        .with(OtlpSettings.CERTIFICATE.common(), client.certificate())
        .with(OtlpSettings.CERTIFICATE.own().get(Signal.TRACES), server.certificate())
        .with(OtlpSettings.CLIENT_CERTIFICATE.own().get(Signal.TRACES), client.certificate())
        .with(OtlpSettings.CLIENT_KEY.own().get(Signal.TRACES), client.key());
    assertSame(ExportResult.delivered(), export());
  }

  @Test
  void saysThatTheServersCertificateIsNotTrusted() {
    context.with(OtlpSettings.CERTIFICATE.common(), client.certificate());
    IOException failure = assertThrows(IOException.class, this::export);
    assertEquals(
        "the certificate of localhost is not trusted: its authority is unknown",
        failure.getMessage());
  }

  @Test
  void saysWhichSettingNamesAnUnusableFile() {
    Path absent = folder.resolve("absent.pem");
    for (Setting<Path> setting :
        List.of(
            OtlpSettings.CERTIFICATE.common(), OtlpSettings.CERTIFICATE.own().get(Signal.TRACES))) {
      TestContext broken = new TestContext().with(setting, absent);
      SettingException problem =
          assertThrows(SettingException.class, () -> new OtlpTraceSink().open(broken));
      assertSame(setting, problem.setting());
      assertEquals(absent + " does not exist", problem.getMessage());
    }
  }

  @Test
  void refusesHalfAClientIdentity() {
    assertHalf(OtlpSettings.CLIENT_CERTIFICATE.common(), "needs client_key as well");
    assertHalf(OtlpSettings.CLIENT_KEY.common(), "needs client_certificate as well");
  }

  private static void assertHalf(Setting<Path> half, String message) {
    TestContext context = new TestContext().with(half, client.certificate());
    SettingException problem =
        assertThrows(SettingException.class, () -> new OtlpTraceSink().open(context));
    assertSame(half, problem.setting());
    assertEquals(message, problem.getMessage());
  }

  private ExportResult export() throws Exception {
    try (Exporter<SpanData> exporter = new OtlpTraceSink().open(context)) {
      return exporter.export(List.of(Telemetry.span()));
    }
  }
}
