package dev.obs.exporter.zipkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obs.http.sender.FakeServer;
import dev.obs.http.sender.FakeServer.Reply;
import dev.obs.http.sender.FakeServer.Request;
import dev.obs.model.Secret;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.SettingException;
import dev.obs.spi.TraceSink;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZipkinExporterTest {
  private static final List<SpanData> BATCH = List.of(Spans.span().build());

  private FakeServer zipkin;
  private TestContext context;

  @BeforeEach
  void start() throws IOException {
    zipkin = FakeServer.start();
    zipkin.answer(new Reply(202));
    context =
        new TestContext()
            .version("1.2.3")
            .with(ZipkinTraceSink.ENDPOINT, zipkin.uri("/api/v2/spans"));
  }

  @AfterEach
  void stop() {
    zipkin.close();
  }

  @Test
  void isFoundByServiceLoader() {
    assertTrue(
        ServiceLoader.load(TraceSink.class).stream()
            .anyMatch(provider -> provider.type() == ZipkinTraceSink.class));
    Extension sink = new ZipkinTraceSink();
    assertEquals("telemetry.zipkin", sink.section());
  }

  @Test
  void postsCompressedJson() throws Exception {
    assertSame(ExportResult.delivered(), export());
    Request request = zipkin.requests().getFirst();
    assertEquals("/api/v2/spans", request.path());
    assertEquals("application/json", request.headers().get("Content-Type"));
    assertEquals("gzip", request.headers().get("Content-Encoding"));
    assertEquals("obs/1.2.3", request.headers().get("User-Agent"));
    assertEquals(1, new ObjectMapper().readTree(request.body()).size());
  }

  @Test
  void compressesNothingIfToldSo() throws Exception {
    context.with(ZipkinTraceSink.SENDER.compression(), "none");
    export();
    assertNull(zipkin.requests().getFirst().headers().get("Content-Encoding"));
  }

  @Test
  void sendsTheHeadersOfTheConfiguration() throws Exception {
    context.with(ZipkinTraceSink.SENDER.headers(), Map.of("X-Key", new Secret("s3cret")));
    export();
    assertEquals("s3cret", zipkin.requests().getFirst().headers().get("X-Key"));
  }

  @Test
  void refusesAHeaderThatCannotBeSentWithoutShowingIt() {
    context.with(ZipkinTraceSink.SENDER.headers(), Map.of("X-Key", new Secret("s3cret\n")));
    SettingException refusal = refusal();
    assertSame(ZipkinTraceSink.SENDER.headers(), refusal.setting());
    assertFalse(refusal.getMessage().contains("s3cret"));
  }

  /// Opening and validation refuse the same.
  private SettingException refusal() {
    SettingException refusal = assertThrows(SettingException.class, this::export);
    SettingException validated =
        assertThrows(SettingException.class, () -> new ZipkinTraceSink().validate(context));
    assertSame(refusal.setting(), validated.setting());
    return refusal;
  }

  @Test
  void refusesAnEndpointThatCannotBeReached() {
    context.with(ZipkinTraceSink.ENDPOINT, URI.create("http://localhost:99999/"));
    SettingException refusal = refusal();
    assertSame(ZipkinTraceSink.ENDPOINT, refusal.setting());
  }

  @Test
  void asksToRetryWhereZipkinIsBusy() throws Exception {
    zipkin.answer(new Reply(503, Map.of("Retry-After", "7"), new byte[0]));
    assertEquals(new ExportResult.Retry("http 503", Duration.ofSeconds(7)), export());
  }

  @Test
  void waitsWhereAnOperatorCanHelp() throws Exception {
    zipkin.answer(new Reply(301, Map.of("Location", "https://other/"), new byte[0]));
    assertEquals(
        new ExportResult.Retry("http 301: redirects to https://other/; check endpoint"), export());
    zipkin.answer(new Reply(401));
    assertEquals(new ExportResult.Retry("http 401: check credentials"), export());
    zipkin.answer(new Reply(404));
    assertEquals(new ExportResult.Retry("http 404: check endpoint"), export());
  }

  @Test
  void onlyAnAcknowledgementDelivers() throws Exception {
    for (String text : List.of("", "OK", " \"ok\"\n")) {
      zipkin.answer(new Reply(200, Map.of(), text.getBytes(UTF_8)));
      assertSame(ExportResult.delivered(), export(), text);
    }
    zipkin.answer(new Reply(202, Map.of(), "{\"requestId\":\"1\"}".getBytes(UTF_8)));
    assertSame(ExportResult.delivered(), export());

    for (String text : List.of("{\"ok\":true}", "not ok")) {
      zipkin.answer(new Reply(200, Map.of(), text.getBytes(UTF_8)));
      assertEquals(
          new ExportResult.Retry("http 200 without an acknowledgement: check endpoint"),
          export(),
          text);
    }
    zipkin.answer(new Reply(202, Map.of("Content-Type", "text/html"), "sign in".getBytes(UTF_8)));
    assertEquals(
        new ExportResult.Retry("http 202 without an acknowledgement: check endpoint; sign in"),
        export());
  }

  @Test
  void givesUpABatchThatZipkinRefuses() throws Exception {
    zipkin.answer(new Reply(400));
    assertEquals(new ExportResult.Rejected("http 400"), export());
    zipkin.answer(new Reply(400, Map.of(), "Expected a JSON_V2 encoded list".getBytes(UTF_8)));
    assertEquals(new ExportResult.Rejected("http 400: Expected a JSON_V2 encoded list"), export());
  }

  @Test
  void givesTheSizeOfASingleSpanThatIsTooLarge() throws Exception {
    zipkin.answer(new Reply(413));
    assertEquals(
        new ExportResult.Rejected("http 413: the record has about 50000 bytes"),
        export(List.of(Spans.span().setName("n".repeat(50_000)).build())));
  }

  @Test
  void sendsTheOthersOfABatchWithASpanThatCannotBeEncoded() throws Exception {
    SpanData bad =
        new DelegatingSpanData(Spans.span().build()) {
          @Override
          public List<EventData> getEvents() {
            throw new NoClassDefFoundError("com.acme.Event");
          }
        };
    assertEquals(
        new ExportResult.PerItem(
            List.of(
                new ExportResult.Item(
                    1,
                    ExportResult.Verdict.REJECT,
                    "cannot be encoded: java.lang.NoClassDefFoundError")),
            Duration.ZERO),
        export(List.of(Spans.span().build(), bad, Spans.span().build())));
    assertEquals(2, new ObjectMapper().readTree(zipkin.requests().getFirst().body()).size());
  }

  @Test
  void throwsWhereZipkinIsGone() {
    zipkin.close();
    IOException failure = assertThrows(IOException.class, this::export);
    assertEquals("connection refused", failure.getMessage());
  }

  @Test
  void opensWithoutConnecting() throws Exception {
    zipkin.close();
    new ZipkinTraceSink().open(context).close();
  }

  private ExportResult export() throws Exception {
    return export(BATCH);
  }

  private ExportResult export(List<SpanData> batch) throws Exception {
    try (Exporter<SpanData> exporter = new ZipkinTraceSink().open(context)) {
      assertInstanceOf(ZipkinExporter.class, exporter);
      return exporter.export(batch);
    }
  }
}
