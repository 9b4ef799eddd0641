package dev.obs.exporter.zipkin;

import dev.obs.codec.Shortening;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.SenderSettings;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The sink of spans to Zipkin as v2 JSON.
public final class ZipkinTraceSink implements TraceSink {
  static final Setting<URI> ENDPOINT =
      Setting.uri("endpoint")
          .orElse(URI.create("http://localhost:9411/api/v2/spans"))
          .environment("OTEL_EXPORTER_ZIPKIN_ENDPOINT")
          .describe("URL of Zipkin for spans, with the path");
  static final SenderSettings SENDER =
      SenderSettings.of(Duration.ofSeconds(10), "OTEL_EXPORTER_ZIPKIN_TIMEOUT")
          .compressing(true)
          .to(ENDPOINT);

  /// Creates the sink; does no I/O.
  public ZipkinTraceSink() {}

  @Override
  public String type() {
    return "zipkin";
  }

  @Override
  public List<Setting<?>> settings() {
    return SENDER.with(ENDPOINT);
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    HttpSenderBuilder unused = sender(settings);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    SENDER.validate(settings, ENDPOINT, settings.get(ENDPOINT), refused);
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
    Shortening shortening = Shortening.of(type(), context.meter(), context.logger());
    return new ZipkinExporter(new SpanEncoder(shortening), sender(context).in(context).build());
  }

  private static HttpSenderBuilder sender(Settings settings) throws SettingException {
    return SENDER
        .sender(settings, ENDPOINT, settings.get(ENDPOINT))
        .contentType("application/json");
  }
}
