package dev.obs.exporter.elasticsearch;

import static java.util.function.Predicate.isEqual;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.TestIdentity;
import dev.obs.model.Secret;
import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.Exporter;
import dev.obs.spi.LogSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchLogSinkTest {
  private static final Secret SECRET = new Secret("hunter2");

  @Test
  void isFoundAsElasticsearch() {
    LogSink sink = ServiceLoader.load(LogSink.class).findFirst().orElseThrow();
    assertEquals("elasticsearch", sink.type());
    assertEquals("telemetry.elasticsearch", sink.section());
  }

  @Test
  void declaresEachSettingOnceWithItsMeaning() {
    List<Setting<?>> settings = new ElasticsearchLogSink().settings();
    assertEquals(15, settings.stream().map(Setting::name).distinct().count());
    assertTrue(settings.stream().noneMatch(setting -> setting.description().isEmpty()));
  }

  @Test
  void writesToTheDataStreamThatElasticsearchsTemplatesKnow() throws Exception {
    assertEquals(
        new Target("logs-obs-default", List.of("logs", "obs", "default")),
        Target.of(new TestContext()));
    assertEquals(
        new Target("logs-obs.otel-default", List.of("logs", "obs.otel", "default")),
        Target.of(new TestContext().with(ElasticsearchSettings.LAYOUT, "otel")));
    assertEquals(
        new Target("audit", List.of()),
        Target.of(new TestContext().with(ElasticsearchSettings.INDEX, "audit")));
  }

  @Test
  void refusesSettingsThatExcludeEachOther() {
    refused(
        new TestContext()
            .with(ElasticsearchSettings.INDEX, "a")
            .with(ElasticsearchSettings.DATA_STREAM, "b"),
        ElasticsearchSettings.INDEX,
        "index and data_stream exclude each other; remove one");
    refused(
        new TestContext()
            .with(ElasticsearchSettings.API_KEY, SECRET)
            .with(ElasticsearchSettings.BASIC.username(), "elastic")
            .with(ElasticsearchSettings.BASIC.password(), SECRET),
        ElasticsearchSettings.API_KEY,
        "api_key and username exclude each other; remove one");
  }

  @Test
  void anApiKeyFollowsItsFile() throws Exception {
    AtomicReference<String> key = new AtomicReference<>("encoded");
    Secret sent =
        Credentials.of(new TestContext().with(ElasticsearchSettings.API_KEY, Secret.of(key::get)))
            .orElseThrow()
            .value();
    assertEquals("ApiKey encoded", sent.reveal());
    key.set("id:key");
    assertEquals("ApiKey aWQ6a2V5", sent.reveal());
  }

  @Test
  void refusesHalfOfTheCredentials() {
    refused(
        new TestContext().with(ElasticsearchSettings.BASIC.username(), "elastic"),
        ElasticsearchSettings.BASIC.username(),
        "username needs a password");
    refused(
        new TestContext().with(ElasticsearchSettings.BASIC.password(), SECRET),
        ElasticsearchSettings.BASIC.password(),
        "password needs a username");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Logs", "a b", "a/b", "../x", "-a", "_a", ".a", "a*", "a?b", "a#", "<a>"})
  void refusesANameThatElasticsearchWouldRefuse(String name) {
    SettingException refused =
        assertThrows(
            SettingException.class,
            () -> open(new TestContext().with(ElasticsearchSettings.DATA_STREAM, name)));
    assertSame(ElasticsearchSettings.DATA_STREAM, refused.setting());
  }

  @Test
  void refusesHostsThatCannotBeUsed() {
    refused(context(), ElasticsearchSettings.HOSTS, "hosts is empty; name a node");
    refused(
        context(URI.create("http://es:9200/?a=b")),
        ElasticsearchSettings.HOSTS,
        "a host has no '?' or '#'; write https://host:9200");
    refused(
        context(URI.create("http://es:99999")),
        ElasticsearchSettings.HOSTS,
        "a host cannot be used: the port must be from 1 to 65535");
  }

  @Test
  void aBadSecretIsRefusedWithoutBeingShown() {
    Secret twoLines = new Secret("hunter2\nhunter3");
    for (TestContext context :
        List.of(
            new TestContext().with(ElasticsearchSettings.API_KEY, twoLines),
            new TestContext()
                .with(ElasticsearchSettings.SENDER.headers(), Map.of("X-Key", twoLines)))) {
      SettingException refused = assertThrows(SettingException.class, () -> open(context));
      assertFalse(String.valueOf(refused).contains("hunter"), refused.getMessage());
    }
  }

  @Test
  void trustsTheCertificateOfTheSettingsOnly(@TempDir Path folder) throws Exception {
    TestIdentity identity = TestIdentity.create(folder, "es", "EC");
    try (FakeServer server = FakeServer.start(identity.serverContext(), false)) {
      server.answer(
          new FakeServer.Reply(
              200, Map.of(), "{\"items\":[{\"create\":{\"status\":201}}]}".getBytes()));
      TestContext context = context(server.uri(""));
      // the first handshake of a JVM on a busy machine may exceed the limit for connecting
      await()
          .until(
              () -> export(context),
              isEqual(
                  new Retry(
                      "the certificate of localhost is not trusted: its authority is unknown")));
      context.with(ElasticsearchSettings.SENDER.certificate(), identity.certificate());
      await().until(() -> export(context), isEqual(ExportResult.delivered()));
    }
    refused(
        new TestContext()
            .with(ElasticsearchSettings.SENDER.certificate(), folder.resolve("none.pem")),
        ElasticsearchSettings.SENDER.certificate());
  }

  private static TestContext context(URI... hosts) {
    return new TestContext().with(ElasticsearchSettings.HOSTS, List.of(hosts));
  }

  private static Exporter<LogRecordData> open(TestContext context) throws SettingException {
    return new ElasticsearchLogSink().open(context);
  }

  private static ExportResult export(TestContext context) throws Exception {
    try (Exporter<LogRecordData> exporter = open(context)) {
      return exporter.export(Logs.plain(0, 1));
    }
  }

  private static void refused(TestContext context, Setting<?> setting, String message) {
    SettingException refused = refused(context, setting);
    assertEquals(message, refused.getMessage());
  }

  private static SettingException refused(TestContext context, Setting<?> setting) {
    SettingException refused = assertThrows(SettingException.class, () -> open(context));
    assertSame(setting, refused.setting());
    assertEquals(
        refused.getMessage(),
        assertThrows(SettingException.class, () -> new ElasticsearchLogSink().validate(context))
            .getMessage());
    return refused;
  }
}
