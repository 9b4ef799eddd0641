package dev.obs.exporter.otlp;

import dev.obs.testkit.Field;
import dev.obs.testkit.HttpBackend;
import dev.obs.testkit.HttpBackendBuilder;
import dev.obs.testkit.Received;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Requests as OpenTelemetry's own classes decode them.
final class Decoded {
  private Decoded() {}

  /// Returns a collector; the responses of all signals have the same fields.
  static HttpBackendBuilder collector(HttpBackend.Decoder decoder) {
    return HttpBackend.decoding(decoder)
        .setting("endpoint", "")
        .refusing((_, _, refused) ->
            new HttpBackend.Reply(
                200,
                Map.of("Content-Type", "application/x-protobuf"),
                ExportTraceServiceResponse.newBuilder()
                    .setPartialSuccess(
                        ExportTracePartialSuccess.newBuilder()
                            .setRejectedSpans(refused.size())
                            .setErrorMessage("too old"))
                    .build()
                    .toByteArray()));
  }

  static List<Received> spans(HttpBackend.Request request) throws Exception {
    List<Received> spans = new ArrayList<>();
    for (var resource :
        ExportTraceServiceRequest.parseFrom(request.body()).getResourceSpansList()) {
      for (var scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          spans.add(origin(span(span), resource.getResource(), scope.getScope()));
        }
      }
    }
    return spans;
  }

  static List<Received> logs(HttpBackend.Request request) throws Exception {
    List<Received> logs = new ArrayList<>();
    for (var resource : ExportLogsServiceRequest.parseFrom(request.body()).getResourceLogsList()) {
      for (var scope : resource.getScopeLogsList()) {
        for (LogRecord log : scope.getLogRecordsList()) {
          logs.add(origin(log(log), resource.getResource(), scope.getScope()));
        }
      }
    }
    return logs;
  }

  static List<Received> metrics(HttpBackend.Request request) throws Exception {
    List<Received> points = new ArrayList<>();
    for (var resource :
        ExportMetricsServiceRequest.parseFrom(request.body()).getResourceMetricsList()) {
      for (var scope : resource.getScopeMetricsList()) {
        for (var metric : scope.getMetricsList()) {
          for (Received point : DecodedMetrics.points(metric)) {
            points.add(origin(point, resource.getResource(), scope.getScope()));
          }
        }
      }
    }
    return points;
  }

  private static Received span(Span span) {
    Received received =
        Received.of(span.getName(), attributes(span.getAttributesList()))
            .with(Field.TRACE_ID, hex(span.getTraceId().toByteArray()))
            .with(Field.SPAN_ID, hex(span.getSpanId().toByteArray()))
            .with(Field.PARENT_ID, hex(span.getParentSpanId().toByteArray()))
            .with(Field.KIND, span.getKind().name().replace("SPAN_KIND_", ""))
            .with(Field.START, span.getStartTimeUnixNano())
            .with(Field.END, span.getEndTimeUnixNano())
            .with(Field.EVENTS, span.getEventsList().stream().map(Span.Event::getName).toList())
            .with(
                Field.EVENT_ATTRIBUTES,
                span.getEventsList().stream()
                    .map(event -> attributes(event.getAttributesList()))
                    .toList())
            .with(
                Field.LINKS,
                span.getLinksList().stream()
                    .map(link -> hex(link.getSpanId().toByteArray()))
                    .toList());
    Status status = span.getStatus();
    return status.getCode() == Status.StatusCode.STATUS_CODE_UNSET
        ? received
        : received
            .with(Field.STATUS, status.getCode().name().replace("STATUS_CODE_", ""))
            .with(Field.STATUS_DESCRIPTION, status.getMessage());
  }

  private static Received log(LogRecord log) {
    Received received =
        Received.of(log.getEventName(), attributes(log.getAttributesList()))
            .with(Field.TRACE_ID, hex(log.getTraceId().toByteArray()))
            .with(Field.SPAN_ID, hex(log.getSpanId().toByteArray()))
            .with(Field.TIMESTAMP, log.getTimeUnixNano())
            .with(Field.OBSERVED, log.getObservedTimeUnixNano())
            .with(Field.SEVERITY, log.getSeverityNumberValue())
            .with(Field.SEVERITY_TEXT, log.getSeverityText());
    return log.hasBody() ? received.with(Field.BODY, value(log.getBody())) : received;
  }

  private static Received origin(Received received, Resource resource, InstrumentationScope scope) {
    return received
        .with(Field.SERVICE, attributes(resource.getAttributesList()).get("service.name"))
        .with(Field.SCOPE, scope.getName());
  }

  static Map<String, Object> attributes(List<KeyValue> attributes) {
    Map<String, Object> map = new LinkedHashMap<>();
    attributes.forEach(attribute -> map.put(attribute.getKey(), value(attribute.getValue())));
    return map;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(Decoded::value).toList();
      case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
      case BYTES_VALUE -> value.getBytesValue().toByteArray();
      default -> "";
    };
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
