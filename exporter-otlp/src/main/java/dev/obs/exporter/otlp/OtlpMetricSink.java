package dev.obs.exporter.otlp;

import dev.obs.codec.OtlpEncoder;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import java.util.List;
import java.util.function.Consumer;

/// The sink of metrics over OTLP/HTTP.
public final class OtlpMetricSink implements MetricSink {

  /// Creates the sink; does no I/O.
  public OtlpMetricSink() {}

  @Override
  public String type() {
    return "otlp";
  }

  @Override
  public List<Setting<?>> settings() {
    return OtlpSettings.ALL;
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    OtlpConnection.validate(settings, Signal.METRICS);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    OtlpConnection.validate(settings, Signal.METRICS, refused);
  }

  @Override
  public MetricOutlet.Push open(ExtensionContext context) throws SettingException {
    return new MetricOutlet.Push(
        OtlpExporter.open(
            context,
            Signal.METRICS,
            new OtlpEncoder(OtlpExporter.shortening(context))::metrics,
            MetricPart::halves),
        temporality(context.get(OtlpSettings.TEMPORALITY)));
  }

  @Override
  public DefaultAggregationSelector aggregation(Settings settings) {
    DefaultAggregationSelector explicit = DefaultAggregationSelector.getDefault();
    return settings.get(OtlpSettings.HISTOGRAM).startsWith("base2")
        ? explicit.with(InstrumentType.HISTOGRAM, Aggregation.base2ExponentialBucketHistogram())
        : explicit;
  }

  private static AggregationTemporalitySelector temporality(String preference) {
    return switch (preference) {
      case "delta" -> AggregationTemporalitySelector.deltaPreferred();
      case "lowmemory" -> AggregationTemporalitySelector.lowMemory();
      default -> AggregationTemporalitySelector.alwaysCumulative();
    };
  }
}
