package dev.obs.testkit;

import dev.obs.model.Secret;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/// A correct plugin that posts spans as JSON.
class SampleTraceSink implements TraceSink {
  static final Setting<URI> ENDPOINT =
      Setting.uri("endpoint")
          .orElse(URI.create("http://localhost:7070/spans"))
          .describe("where to send");
  static final Setting<Secret> TOKEN = Setting.secret("token").describe("sent with each request");

  @Override
  public String type() {
    return "sample";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ENDPOINT, TOKEN);
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) throws Exception {
    return new SampleExporter(
        context.get(ENDPOINT), context.find(TOKEN).map(Secret::reveal).orElse(""));
  }

  static HttpBackend backend() throws IOException {
    return HttpBackend.decoding(request -> SampleJson.readAll(request.text()))
        .setting("endpoint", "/spans")
        .refusing((request, records, refused) ->
            HttpBackend.Reply.of(200, "application/json", "{\"refused\":" + refused + "}"))
        .start();
  }
}
