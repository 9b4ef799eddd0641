package dev.obs.faults;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// All of an item's data on one line, without the parts that differ between processes and
/// collections.
final class Rendering {
  private Rendering() {}

  static String span(SpanData span) {
    return line(
        "span",
        span.getName(),
        span.getKind(),
        context(span.getSpanContext()),
        span.getParentSpanContext().getTraceId(),
        span.getParentSpanContext().getSpanId(),
        span.getStartEpochNanos(),
        span.getEndEpochNanos(),
        span.hasEnded(),
        span.getStatus(),
        attributes(span.getAttributes()),
        span.getTotalAttributeCount(),
        span.getEvents().stream().map(Rendering::event).toList(),
        span.getTotalRecordedEvents(),
        span.getLinks().stream().map(Rendering::link).toList(),
        span.getTotalRecordedLinks(),
        scope(span.getInstrumentationScopeInfo()),
        resource(span.getResource()));
  }

  private static String context(SpanContext context) {
    return context.getTraceId()
        + '/'
        + context.getSpanId()
        + context.getTraceFlags()
        + context.getTraceState().asMap()
        + context.isRemote();
  }

  private static String event(EventData event) {
    return event.getName() + "@" + event.getEpochNanos() + attributes(event.getAttributes());
  }

  private static String link(LinkData link) {
    return link.getSpanContext().getTraceId()
        + link.getSpanContext().getSpanId()
        + link.getSpanContext().getTraceState().asMap()
        + attributes(link.getAttributes());
  }

  static String log(LogRecordData log) {
    return line(
        "log",
        log.getTimestampEpochNanos(),
        log.getObservedTimestampEpochNanos(),
        log.getSeverity(),
        log.getSeverityText(),
        log.getBodyValue(),
        log.getEventName(),
        log.getSpanContext().getTraceId(),
        log.getSpanContext().getSpanId(),
        log.getSpanContext().getTraceFlags(),
        attributes(log.getAttributes()),
        log.getTotalAttributeCount(),
        scope(log.getInstrumentationScopeInfo()),
        resource(log.getResource()));
  }

  static String metric(MetricData metric) {
    Data<?> data = metric.getData();
    List<String> points = data.getPoints().stream().map(Rendering::point).sorted().toList();
    String sum =
        data instanceof SumData<?> total
            ? total.isMonotonic() + " " + total.getAggregationTemporality()
            : "";
    return line(
        "metric",
        metric.getName(),
        metric.getDescription(),
        metric.getUnit(),
        metric.getType(),
        sum,
        points,
        scope(metric.getInstrumentationScopeInfo()),
        resource(metric.getResource()));
  }

  private static String point(PointData point) {
    Object value =
        switch (point) {
          case LongPointData number -> number.getValue();
          case DoublePointData number -> number.getValue();
          case HistogramPointData histogram ->
              List.of(
                  histogram.getCount(),
                  histogram.getSum(),
                  histogram.getMin(),
                  histogram.getMax(),
                  histogram.getBoundaries(),
                  histogram.getCounts());
          default -> throw new IllegalArgumentException("unexpected " + point);
        };
    return value + attributes(point.getAttributes());
  }

  private static String attributes(Attributes attributes) {
    TreeMap<String, String> sorted = new TreeMap<>();
    attributes.forEach((key, value) -> sorted.put(key.getKey(), key.getType() + ":" + value));
    return sorted.toString();
  }

  private static String scope(InstrumentationScopeInfo scope) {
    return scope.getName()
        + " "
        + scope.getVersion()
        + " "
        + scope.getSchemaUrl()
        + attributes(scope.getAttributes());
  }

  /// Renders a resource; its values belong to one process.
  private static String resource(Resource resource) {
    TreeMap<String, String> sorted = new TreeMap<>();
    resource
        .getAttributes()
        .forEach((key, value) -> sorted.put(key.getKey(), key.getType().toString()));
    sorted.put(
        "team", resource.getAttributes().asMap().toString().replaceAll(".*team=(\\w+).*", "$1"));
    return sorted + " " + resource.getSchemaUrl();
  }

  private static String line(Object... parts) {
    return Arrays.stream(parts)
        .map(part -> String.valueOf(part).replace("\n", "\\n"))
        .reduce((left, right) -> left + "\t" + right)
        .orElseThrow();
  }
}
