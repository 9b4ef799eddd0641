package dev.obs.exporter.elasticsearch;

import dev.obs.codec.Shortening;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.LogSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;
import java.util.function.Consumer;

/// The sink of log records to Elasticsearch, into a data stream or an index.
public final class ElasticsearchLogSink implements LogSink {

  /// Creates an instance for [java.util.ServiceLoader].
  public ElasticsearchLogSink() {}

  @Override
  public String type() {
    return "elasticsearch";
  }

  @Override
  public List<Setting<?>> settings() {
    return ElasticsearchSettings.ALL;
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    Hosts.validate(settings, Target.of(settings));
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    Target.validate(settings, new Validation(refused));
    Hosts.validate(settings, refused);
  }

  @Override
  public Exporter<LogRecordData> open(ExtensionContext context) throws SettingException {
    Target target = Target.of(context);
    boolean otel = ElasticsearchSettings.OTEL.equals(context.get(ElasticsearchSettings.LAYOUT));
    Shortening shortening = Shortening.of(type(), context.meter(), context.logger());
    LogEncoder encoder =
        otel ? new OtelEncoder(target, shortening) : new EcsEncoder(target, shortening);
    boolean templated =
        context.find(ElasticsearchSettings.INDEX).isPresent()
            && context.get(ElasticsearchSettings.INDEX_TEMPLATE);
    Hosts hosts = Hosts.of(context, target);
    TemplateInstaller installer =
        new TemplateInstaller(
            hosts, templated ? new IndexTemplate(target.name(), otel) : null, context.logger());
    Repairer repairer = new Repairer(encoder.note(), new RefusedFields(context));
    int maxBytes = Math.toIntExact(context.get(ElasticsearchSettings.MAX_BULK_SIZE));
    return new BulkExporter(encoder, hosts, installer, repairer, maxBytes);
  }
}
