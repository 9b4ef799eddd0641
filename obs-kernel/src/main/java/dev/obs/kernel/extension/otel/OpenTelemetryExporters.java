package dev.obs.kernel.extension.otel;

import dev.obs.model.SafeText;
import dev.obs.spi.Extension;
import dev.obs.spi.SettingException;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.util.Locale;
import java.util.function.Function;

/// Makes sinks of the exporters that follow OpenTelemetry's [autoconfigure
/// SPI](https://opentelemetry.io/docs/languages/java/configuration/#spi-service-provider-interface).
public final class OpenTelemetryExporters {
  private OpenTelemetryExporters() {}

  /// The sink for a provider.
  ///
  /// @throws IllegalArgumentException if it is none of the three kinds
  public static Extension adapt(Object provider) {
    return switch (provider) {
      case ConfigurableSpanExporterProvider spans -> new SpanSink(spans, type(spans.getName()));
      case ConfigurableMetricExporterProvider metrics ->
          new MeasurementSink(metrics, type(metrics.getName()));
      case ConfigurableLogRecordExporterProvider records ->
          new RecordSink(records, type(records.getName()));
      default -> throw new IllegalArgumentException(provider.getClass() + " provides no exporter");
    };
  }

  /// The object that a sink was made of: the provider, or the sink itself if none was adapted.
  public static Object origin(Extension sink) {
    if (sink instanceof SpanSink spans) {
      return spans.provider();
    }
    if (sink instanceof MeasurementSink metrics) {
      return metrics.provider();
    }
    return sink instanceof RecordSink records ? records.provider() : sink;
  }

  /// An exporter's name with characters that a type cannot have replaced: `otlp/stdout` is
  /// `otlp-stdout`.
  static String type(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
  }

  /// Lets a provider make its exporter. The thread's class loader is the provider's meanwhile:
  /// libraries look for their own services there, and the threads they start inherit it.
  ///
  /// @throws SettingException if a property is wrong
  static <E> E create(
      Object provider, String type, Properties properties, Function<Properties, E> call)
      throws SettingException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = provider.getClass().getClassLoader();
    thread.setContextClassLoader(own);
    try {
      ComponentUses.allow(own);
      return call.apply(properties);
    } catch (ConfigurationException wrong) {
      throw new SettingException(
          Properties.SETTING,
          "exporter '" + type + "': " + properties.hide(SafeText.message(wrong).orElse("")));
    } catch (RuntimeException failure) {
      String shown = SafeText.of(failure);
      String hidden = properties.hide(shown);
      throw hidden.equals(shown) ? failure : new IllegalStateException(hidden);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
