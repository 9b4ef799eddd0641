package dev.obs.exporter.otlp;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The keys of `telemetry.otlp`, as OpenTelemetry's [exporter
/// specification](https://opentelemetry.io/docs/specs/otel/protocol/exporter/) defines them.
final class OtlpSettings {
  static final String PROTOBUF = "http/protobuf";

  static final SignalSetting<URI> ENDPOINT =
      SignalSetting.of(
          "endpoint",
          Setting::uri,
          URI.create("http://localhost:4318"),
          "URL of the backend; /v1/traces etc. is appended, but not to the endpoint of one signal");
  static final SignalSetting<String> PROTOCOL =
      SignalSetting.of(
          "protocol",
          name -> Setting.choice(name, PROTOBUF, "grpc", "http/json"),
          PROTOBUF,
          "protocol; only " + PROTOBUF + " is supported");
  static final SignalSetting<Map<String, Secret>> HEADERS =
      SignalSetting.of(
          "headers",
          name -> Setting.map(Setting.secret(name)),
          Map.of(),
          "headers of each request, such as Authorization");
  static final SignalSetting<String> COMPRESSION =
      SignalSetting.of(
          "compression",
          name -> Setting.choice(name, "gzip", "none"),
          "none",
          "compression of requests");
  static final SignalSetting<Duration> TIMEOUT =
      SignalSetting.of(
          "timeout",
          name -> Setting.timeout(name, Duration.ofMinutes(10)),
          Duration.ofSeconds(10),
          "time-out of a batch; 0 means no limit");
  static final SignalSetting<Long> MAX_REQUEST_SIZE =
      SignalSetting.of(
              "max_request_size",
              name -> Setting.size(name, 1 << 10, Integer.MAX_VALUE),
              64L << 20,
              "largest request before compression; a larger batch is divided")
          .withoutEnvironment();
  static final SignalSetting<Path> CERTIFICATE =
      SignalSetting.of(
              "certificate", Setting::path, "PEM file with the certificates to trust over https")
          .over(ENDPOINT);
  static final SignalSetting<Path> CLIENT_CERTIFICATE =
      SignalSetting.of(
              "client_certificate", Setting::path, "PEM file with the certificate of this client")
          .over(ENDPOINT);
  static final SignalSetting<Path> CLIENT_KEY =
      SignalSetting.of(
              "client_key",
              Setting::path,
              "PEM file with the key of client_certificate, not encrypted")
          .over(ENDPOINT);
  static final Setting<String> TEMPORALITY =
      Setting.choice("metrics.temporality_preference", "cumulative", "delta", "lowmemory")
          .orElse("cumulative")
          .environment("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE")
          .describe("whether sums and histograms count from the start or from the last export");

  static final Setting<String> HISTOGRAM =
      Setting.choice(
              "metrics.default_histogram_aggregation",
              "explicit_bucket_histogram",
              "base2_exponential_bucket_histogram")
          .orElse("explicit_bucket_histogram")
          .environment("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION")
          .describe("kind of the histograms");

  static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(
                      ENDPOINT,
                      PROTOCOL,
                      HEADERS,
                      COMPRESSION,
                      TIMEOUT,
                      MAX_REQUEST_SIZE,
                      CERTIFICATE,
                      CLIENT_CERTIFICATE,
                      CLIENT_KEY)
                  .flatMap(SignalSetting::all),
              Stream.of(TEMPORALITY, HISTOGRAM))
          .<Setting<?>>map(setting -> setting)
          .toList();

  private OtlpSettings() {}
}
