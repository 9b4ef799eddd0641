package dev.obs.exporter.zipkin;

import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.model.Secret;
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
import java.util.Map;

/// Sends spans to Zipkin as v2 JSON.
public final class ZipkinTraceSink implements TraceSink {
  static final Setting<URI> ENDPOINT =
      Setting.uri("endpoint")
          .orElse(URI.create("http://localhost:9411/api/v2/spans"))
          .environment("OTEL_EXPORTER_ZIPKIN_ENDPOINT")
          .describe("where Zipkin takes spans, with the path");
  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofMillis(1), Duration.ofMinutes(10))
          .orElse(Duration.ofSeconds(10))
          .environment("OTEL_EXPORTER_ZIPKIN_TIMEOUT")
          .describe("how long sending a batch may take");
  static final Setting<String> COMPRESSION =
      Setting.choice("compression", "gzip", "none")
          .orElse("gzip")
          .describe("how requests are compressed");
  static final Setting<Map<String, Secret>> HEADERS =
      Setting.map(Setting.secret("headers"))
          .orElse(Map.of())
          .describe("headers of each request, such as Authorization");

  /// Does nothing.
  public ZipkinTraceSink() {}

  @Override
  public String type() {
    return "zipkin";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ENDPOINT, TIMEOUT, COMPRESSION, HEADERS);
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    HttpSenderBuilder _ = request(settings, "obs");
  }

  @Override
  public Exporter<SpanData> open(ExtensionContext context) throws SettingException {
    return new ZipkinExporter(
        request(context, "obs/" + context.version()).clock(context.clock()).build());
  }

  private static HttpSenderBuilder request(Settings settings, String product)
      throws SettingException {
    HttpSenderBuilder sender = to(settings.get(ENDPOINT)).userAgent(product);
    try {
      settings.get(HEADERS).forEach(sender::header);
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(HEADERS, String.valueOf(unusable.getMessage()));
    }
    return sender
        .contentType("application/json")
        .gzip(settings.get(COMPRESSION).equals("gzip"))
        .timeout(settings.get(TIMEOUT));
  }

  private static HttpSenderBuilder to(URI endpoint) throws SettingException {
    try {
      return HttpSender.to(endpoint);
    } catch (IllegalArgumentException unusable) {
      throw new SettingException(ENDPOINT, String.valueOf(unusable.getMessage()));
    }
  }
}
