package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import dev.obs.spi.Settings;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.List;

/// The limits of attributes, events and links of spans and log records. A limit of one signal wins
/// over the general one, whatever their sources (OpenTelemetry: "Attribute Limits"). They do not
/// apply to metrics, to the resource and to the body of a log record.
public final class LimitSettings {
  private static final int DEFAULT = 128;

  static final Setting<Integer> ATTRIBUTE_COUNT =
      limit("telemetry.limits.attribute_count", "OTEL_ATTRIBUTE_COUNT_LIMIT")
          .orElse(DEFAULT)
          .describe("limit of attributes of a span, an event, a link or a log record");

  static final Setting<Integer> ATTRIBUTE_VALUE_LENGTH =
      limit("telemetry.limits.attribute_value_length", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT")
          .describe("limit of characters of a text in an attribute; if absent no limit");

  static final Setting<Integer> SPAN_ATTRIBUTE_COUNT =
      limit("telemetry.tracing.limits.attribute_count", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT")
          .describe("limit of attributes of a span; if absent telemetry.limits.attribute_count");

  static final Setting<Integer> SPAN_ATTRIBUTE_VALUE_LENGTH =
      limit(
              "telemetry.tracing.limits.attribute_value_length",
              "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT")
          .describe(
              "limit of characters of a text in an attribute of a span; if absent"
                  + " telemetry.limits.attribute_value_length");

  static final Setting<Integer> EVENT_COUNT =
      limit("telemetry.tracing.limits.event_count", "OTEL_SPAN_EVENT_COUNT_LIMIT")
          .orElse(DEFAULT)
          .describe("limit of events of a span");

  static final Setting<Integer> LINK_COUNT =
      limit("telemetry.tracing.limits.link_count", "OTEL_SPAN_LINK_COUNT_LIMIT")
          .orElse(DEFAULT)
          .describe("limit of links of a span");

  static final Setting<Integer> EVENT_ATTRIBUTE_COUNT =
      limit("telemetry.tracing.limits.event_attribute_count", "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT")
          .describe("limit of attributes of an event; if absent telemetry.limits.attribute_count");

  static final Setting<Integer> LINK_ATTRIBUTE_COUNT =
      limit("telemetry.tracing.limits.link_attribute_count", "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT")
          .describe("limit of attributes of a link; if absent telemetry.limits.attribute_count");

  static final Setting<Integer> LOG_ATTRIBUTE_COUNT =
      limit("telemetry.logging.limits.attribute_count", "OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT")
          .describe(
              "limit of attributes of a log record; if absent telemetry.limits.attribute_count");

  static final Setting<Integer> LOG_ATTRIBUTE_VALUE_LENGTH =
      limit(
              "telemetry.logging.limits.attribute_value_length",
              "OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT")
          .describe(
              "limit of characters of a text in an attribute of a log record; if absent"
                  + " telemetry.limits.attribute_value_length");

  static final List<Setting<?>> ALL =
      List.of(
          ATTRIBUTE_COUNT,
          ATTRIBUTE_VALUE_LENGTH,
          SPAN_ATTRIBUTE_COUNT,
          SPAN_ATTRIBUTE_VALUE_LENGTH,
          EVENT_COUNT,
          LINK_COUNT,
          EVENT_ATTRIBUTE_COUNT,
          LINK_ATTRIBUTE_COUNT,
          LOG_ATTRIBUTE_COUNT,
          LOG_ATTRIBUTE_VALUE_LENGTH);

  private LimitSettings() {}

  /// The limits of spans.
  static SpanLimits spans(Settings values) {
    return SpanLimits.builder()
        .setMaxNumberOfAttributes(count(values, SPAN_ATTRIBUTE_COUNT))
        .setMaxAttributeValueLength(length(values, SPAN_ATTRIBUTE_VALUE_LENGTH))
        .setMaxNumberOfEvents(values.get(EVENT_COUNT))
        .setMaxNumberOfLinks(values.get(LINK_COUNT))
        .setMaxNumberOfAttributesPerEvent(count(values, EVENT_ATTRIBUTE_COUNT))
        .setMaxNumberOfAttributesPerLink(count(values, LINK_ATTRIBUTE_COUNT))
        .build();
  }

  /// The limits of log records.
  static LogLimits logs(Settings values) {
    return LogLimits.builder()
        .setMaxNumberOfAttributes(count(values, LOG_ATTRIBUTE_COUNT))
        .setMaxAttributeValueLength(length(values, LOG_ATTRIBUTE_VALUE_LENGTH))
        .build();
  }

  private static int count(Settings values, Setting<Integer> own) {
    return values.find(own).orElseGet(() -> values.get(ATTRIBUTE_COUNT));
  }

  private static int length(Settings values, Setting<Integer> own) {
    return values.find(own).or(() -> values.find(ATTRIBUTE_VALUE_LENGTH)).orElse(Integer.MAX_VALUE);
  }

  private static Setting<Integer> limit(String key, String variable) {
    return Setting.integer(key, 0, Integer.MAX_VALUE).environment(variable);
  }
}
