package dev.obs.exporter.prometheus;

import dev.obs.spi.ScrapePage;
import dev.obs.testkit.RecordingLogger;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.UnaryOperator;

/// OpenTelemetry's SDK and its pages.
final class Scraped implements AutoCloseable {
  static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"));

  final RecordingLogger logger = new RecordingLogger();
  final SdkMeterProvider provider;
  final MetricsPage page;
  private final InMemoryMetricReader losses = InMemoryMetricReader.create();
  private final SdkMeterProvider lossProvider =
      SdkMeterProvider.builder().registerMetricReader(losses).build();

  Scraped() {
    this(builder -> builder);
  }

  Scraped(UnaryOperator<SdkMeterProviderBuilder> views) {
    this(views, Translation.UNDERSCORE_ESCAPING_WITH_SUFFIXES);
  }

  Scraped(UnaryOperator<SdkMeterProviderBuilder> views, Translation translation) {
    ScrapeReader reader = new ScrapeReader();
    page =
        new MetricsPage(
            reader, RESOURCE, translation, new ScrapeLosses(lossProvider.get("losses"), logger));
    provider =
        views
            .apply(SdkMeterProvider.builder())
            .setResource(RESOURCE)
            .registerMetricReader(reader)
            .build();
  }

  Meter meter() {
    return provider.get("shop");
  }

  /// Returns the page in text format without the lines of the resource, which are the same on each.
  String text() {
    return render("")
        .replace(
            """
            # HELP target_info Target metadata
            # TYPE target_info gauge
            target_info{service_name="shop"} 1
            """,
            "");
  }

  /// Returns the page in OpenMetrics without the lines of the resource and the last one, `NOW` for
  /// the times of exemplars.
  String openMetrics() {
    return render("application/openmetrics-text")
        .replace(
            """
            # HELP target Target metadata
            # TYPE target info
            target_info{service_name="shop"} 1
            # EOF
            """,
            "")
        .replaceAll("(?m) \\d{10}\\.\\d{3}$", " NOW");
  }

  /// Returns a page, which the strict parser must accept if it is OpenMetrics.
  String render(String accept) {
    ScrapePage.Page rendered = page.render(accept);
    String text = new String(rendered.body(), StandardCharsets.UTF_8);
    boolean utf8 = rendered.contentType().endsWith("allow-utf-8"); // which the parser cannot read
    if (!utf8 && rendered.contentType().startsWith("application/openmetrics-text")) {
      StrictParser.check(text);
    }
    return text;
  }

  /// Returns the counters of losses.
  Collection<MetricData> losses() {
    return losses.collectAllMetrics();
  }

  /// Returns the sum of a counter of losses.
  long loss(String name) {
    return losses().stream()
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .mapToLong(LongPointData::getValue)
        .sum();
  }

  /// Makes a sampled span current.
  static Scope span() {
    return Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault()))
        .makeCurrent();
  }

  @Override
  public void close() {
    provider.close();
    lossProvider.close();
  }
}
