package dev.obs.exporter.elasticsearch;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The keys of `telemetry.elasticsearch`.
final class ElasticsearchSettings {
  static final String ECS = "ecs";
  static final String OTEL = "otel";
  static final String GZIP = "gzip";

  static final Setting<List<URI>> HOSTS =
      Setting.list(Setting.uri("hosts"))
          .orElse(List.of(URI.create("http://localhost:9200")))
          .describe("nodes of one cluster; the next one is used when one fails");

  static final Setting<String> DATA_STREAM =
      Setting.text("data_stream")
          .describe(
              "data stream to write to; if absent, logs-obs-default, or with the layout otel"
                  + " logs-obs.otel-default");

  static final Setting<String> INDEX =
      Setting.text("index").describe("index or alias to write to in place of a data stream");

  static final Setting<Secret> API_KEY =
      Setting.secret("api_key").describe("API key, as encoded by Elasticsearch or as id:key");

  static final Setting<String> USERNAME =
      Setting.text("username").describe("user for basic authentication");

  static final Setting<Secret> PASSWORD =
      Setting.secret("password").describe("password of the user");

  static final Setting<String> LAYOUT =
      Setting.choice("layout", ECS, OTEL)
          .orElse(ECS)
          .describe("fields of a document: Elastic Common Schema or OpenTelemetry's names");

  static final Setting<String> COMPRESSION =
      Setting.choice("compression", "none", GZIP)
          .orElse("none")
          .describe("compression of requests");

  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout", Duration.ofMillis(1), Duration.ofHours(1))
          .orElse(Duration.ofSeconds(30))
          .describe("limit for one request");

  static final Setting<Long> MAX_BULK_SIZE =
      Setting.size("max_bulk_size", 1 << 10, 100 << 20)
          .orElse(5L << 20)
          .describe("largest request before compression; a larger single record is sent alone");

  static final Setting<Path> CERTIFICATE =
      Setting.path("certificate").describe("PEM file with the certificates to trust");

  static final Setting<Map<String, Secret>> HEADERS =
      Setting.map(Setting.secret("headers"))
          .orElse(Map.of())
          .describe("headers to add to requests");

  static final List<Setting<?>> ALL =
      List.of(
          HOSTS,
          DATA_STREAM,
          INDEX,
          API_KEY,
          USERNAME,
          PASSWORD,
          LAYOUT,
          COMPRESSION,
          TIMEOUT,
          MAX_BULK_SIZE,
          CERTIFICATE,
          HEADERS);

  private ElasticsearchSettings() {}
}
