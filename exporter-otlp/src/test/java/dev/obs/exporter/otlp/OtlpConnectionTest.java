package dev.obs.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.http.sender.HttpSender;
import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpConnectionTest {
  private FakeServer collector;
  private TestContext context;

  @BeforeEach
  void start() throws IOException {
    collector = FakeServer.start();
    context = new TestContext().with(OtlpSettings.ENDPOINT.common(), collector.uri("/base"));
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http://a:4318, http://a:4318/v1/traces",
    "http://a:4318/, http://a:4318/v1/traces",
    "https://a/otlp, https://a/otlp/v1/traces",
    "https://a/otlp/, https://a/otlp/v1/traces",
    "https://a/otlp?key=a/b?c, https://a/otlp/v1/traces?key=a/b?c",
    "https://a?key=x, https://a/v1/traces?key=x",
    "https://a/x%20y#z?, https://a/x%20y/v1/traces#z?",
  })
  void appendsTheSignalsPathToTheCommonEndpoint(String base, String expected) {
    assertEquals(
        URI.create(expected), OtlpConnection.append(URI.create(base), Signal.TRACES.path()));
  }

  @Test
  void usesASignalsOwnEndpointAsItIs() throws Exception {
    context.with(own(OtlpSettings.ENDPOINT, Signal.LOGS), collector.uri("/mine"));
    assertEquals("/mine", send(Signal.LOGS).path());
    assertEquals("/base/v1/traces", send(Signal.TRACES).path());
  }

  @Test
  void aSignalsOwnHeadersReplaceTheCommonOnes() throws Exception {
    context
        .with(OtlpSettings.HEADERS.common(), Map.of("X-Common", new Secret("c")))
        .with(own(OtlpSettings.HEADERS, Signal.METRICS), Map.of("X-Own", new Secret("o")));
    assertEquals("c", send(Signal.TRACES).headers().get("X-Common"));
    Request own = send(Signal.METRICS);
    assertEquals("o", own.headers().get("X-Own"));
    assertNull(own.headers().get("X-Common"));
  }

  @Test
  void compressesASignalIfToldSo() throws Exception {
    assertNull(send(Signal.TRACES).headers().get("Content-Encoding"));
    context.with(own(OtlpSettings.COMPRESSION, Signal.TRACES), "gzip");
    assertEquals("gzip", send(Signal.TRACES).headers().get("Content-Encoding"));
    assertNull(send(Signal.LOGS).headers().get("Content-Encoding"));
  }

  @Test
  void aSignalsOwnTimeoutWins() throws Exception {
    context
        .with(OtlpSettings.TIMEOUT.common(), Duration.ofMinutes(1))
        .with(own(OtlpSettings.TIMEOUT, Signal.LOGS), Duration.ofMillis(200));
    collector.answer(_ -> {
      Thread.sleep(Duration.ofMinutes(1));
      return new Reply(200);
    });
    IOException late = assertThrows(IOException.class, () -> send(Signal.LOGS));
    assertEquals("timed out after 200 ms", late.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/json"})
  void refusesOtherProtocolsInOneSentenceThatNamesThePort(String protocol) {
    Setting<String> own = own(OtlpSettings.PROTOCOL, Signal.METRICS);
    context.with(own, protocol);
    SettingException refusal = refusal(Signal.METRICS);
    assertSame(own, refusal.setting());
    assertTrue(refusal.getMessage().startsWith(protocol + " is not supported"));
    assertTrue(refusal.getMessage().contains("4318"));
  }

  @Test
  void warnsOfThePortThatUsuallyTakesGrpc() throws Exception {
    OtlpConnection.open(context, Signal.LOGS).close();
    assertEquals(List.of(), context.logged());
    context.with(OtlpSettings.ENDPOINT.common(), URI.create("http://localhost:4317"));
    OtlpConnection.open(context, Signal.LOGS).close();
    assertEquals(
        List.of(
            "WARNING otlp endpoint names port 4317, which usually takes gRPC; this sends"
                + " http/protobuf, whose port is 4318"),
        context.logged());
  }

  @Test
  void refusesAHeaderThatCannotBeSentWithoutShowingIt() {
    context.with(OtlpSettings.HEADERS.common(), Map.of("X-Key", new Secret("s3cret\r\n")));
    SettingException refusal = refusal(Signal.LOGS);
    assertSame(OtlpSettings.HEADERS.common(), refusal.setting());
    assertTrue(refusal.getMessage().contains("X-Key"));
    assertFalse(refusal.getMessage().contains("s3cret"));
  }

  /// Opening and validation refuse the same.
  private SettingException refusal(Signal signal) {
    SettingException refusal =
        assertThrows(SettingException.class, () -> OtlpConnection.open(context, signal));
    SettingException validated =
        assertThrows(SettingException.class, () -> OtlpConnection.validate(context, signal));
    assertSame(refusal.setting(), validated.setting());
    assertEquals(refusal.getMessage(), validated.getMessage());
    return refusal;
  }

  @Test
  void validationNamesAllRefusedSettings() {
    context
        .with(own(OtlpSettings.PROTOCOL, Signal.LOGS), "grpc")
        .with(OtlpSettings.ENDPOINT.common(), URI.create("http://localhost:70000"))
        .with(OtlpSettings.HEADERS.common(), Map.of("a b", new Secret("x")))
        .with(OtlpSettings.CERTIFICATE.common(), Path.of("/no/such.pem"));
    List<SettingException> refused = new ArrayList<>();
    OtlpConnection.validate(context, Signal.LOGS, refused::add);
    assertEquals(
        Set.of(
            own(OtlpSettings.PROTOCOL, Signal.LOGS),
            OtlpSettings.ENDPOINT.common(),
            OtlpSettings.HEADERS.common(),
            OtlpSettings.CERTIFICATE.common()),
        refused.stream().map(SettingException::setting).collect(Collectors.toSet()));
    assertEquals(4, refused.size());
  }

  @Test
  void refusesAPortThatIsNone() {
    context.with(OtlpSettings.ENDPOINT.common(), URI.create("http://localhost:70000"));
    SettingException refusal = refusal(Signal.LOGS);
    assertSame(OtlpSettings.ENDPOINT.common(), refusal.setting());
  }

  @Test
  void noFailureShowsHeadersOrTheUserInformationOfAUrl() throws Exception {
    URI uri = URI.create(collector.uri("").toString().replace("//", "//me:s3cret@"));
    context
        .with(OtlpSettings.ENDPOINT.common(), uri)
        .with(OtlpSettings.HEADERS.common(), Map.of("X-Key", new Secret("s3cret")));
    Request request = send(Signal.TRACES);
    assertEquals("s3cret", request.headers().get("X-Key"));
    assertTrue(request.headers().get("Authorization").startsWith("Basic "));
    collector.close();
    for (Throwable cause = assertThrows(IOException.class, () -> send(Signal.TRACES));
        cause != null;
        cause = cause.getCause()) {
      assertFalse(cause.toString().contains("s3cret"), cause.toString());
    }
  }

  @Test
  void readsTheVariablesOfTheSpecification() {
    Set<String> variables = new HashSet<>();
    OtlpSettings.ALL.forEach(setting -> variables.addAll(setting.environment()));
    for (String name :
        List.of(
            "ENDPOINT",
            "PROTOCOL",
            "HEADERS",
            "COMPRESSION",
            "TIMEOUT",
            "CERTIFICATE",
            "CLIENT_CERTIFICATE",
            "CLIENT_KEY")) {
      for (String signal : List.of("", "TRACES_", "METRICS_", "LOGS_")) {
        assertTrue(variables.remove("OTEL_EXPORTER_OTLP_" + signal + name), signal + name);
      }
    }
    assertEquals(
        Set.of(
            "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
            "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION"),
        variables);
  }

  private static <T> Setting<T> own(SignalSetting<T> setting, Signal signal) {
    return setting.own().get(signal);
  }

  private Request send(Signal signal) throws Exception {
    try (HttpSender sender = OtlpConnection.open(context, signal)) {
      sender.send(new byte[10]);
    }
    return collector.requests().getLast();
  }
}
