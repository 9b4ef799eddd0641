package dev.obs.exporter.elasticsearch;

import dev.obs.http.sender.BasicAuthentication;
import dev.obs.http.sender.SenderSettings;
import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// The keys of `telemetry.elasticsearch`.
final class ElasticsearchSettings {
  static final String ECS = "ecs";
  static final String OTEL = "otel";

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

  static final Setting<Boolean> INDEX_TEMPLATE =
      Setting.bool("index_template")
          .orElse(true)
          .describe("create an index template for index, unless it exists")
          .ineffective(values -> values.find(INDEX).isEmpty(), "index is not set");

  static final Setting<Secret> API_KEY =
      Setting.secret("api_key").describe("API key, as encoded by Elasticsearch or as id:key");

  static final BasicAuthentication BASIC = BasicAuthentication.settings();

  static final Setting<String> LAYOUT =
      Setting.choice("layout", ECS, OTEL)
          .orElse(ECS)
          .describe("fields of a document: Elastic Common Schema or OpenTelemetry's names");

  static final SenderSettings SENDER =
      SenderSettings.of(Duration.ofSeconds(30)).compressing(false).to(HOSTS);

  static final Setting<Long> MAX_BULK_SIZE =
      Setting.size("max_bulk_size", 1 << 10, 100 << 20)
          .orElse(5L << 20)
          .describe("largest request before compression; a larger single record is sent alone");

  static final List<Setting<?>> ALL =
      SENDER.with(
          HOSTS,
          DATA_STREAM,
          INDEX,
          INDEX_TEMPLATE,
          API_KEY,
          BASIC.username(),
          BASIC.password(),
          LAYOUT,
          MAX_BULK_SIZE);

  private ElasticsearchSettings() {}
}
