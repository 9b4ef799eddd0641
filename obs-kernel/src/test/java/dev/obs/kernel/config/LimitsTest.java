package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// "Attribute Limits", "Span Limits" and "LogRecord Limits" of OpenTelemetry's environment variable
/// specification.
class LimitsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          OTEL_ATTRIBUTE_COUNT_LIMIT,                  7 -  128  128  7 7 | 7 -
          OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT,           128 7 128 128 128 128 | 128 7
          OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT,             7 - 128 128 128 128 | 128 -
          OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT,      128 7 128 128 128 128 | 128 -
          OTEL_SPAN_EVENT_COUNT_LIMIT,                 128 - 7 128 128 128 | 128 -
          OTEL_SPAN_LINK_COUNT_LIMIT,                  128 - 128 7 128 128 | 128 -
          OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT,            128 - 128 128 7 128 | 128 -
          OTEL_LINK_ATTRIBUTE_COUNT_LIMIT,             128 - 128 128 128 7 | 128 -
          OTEL_LOGRECORD_ATTRIBUTE_COUNT_LIMIT,        128 - 128 128 128 128 | 7 -
          OTEL_LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT, 128 - 128 128 128 128 | 128 7
          """)
  void eachVariableSetsItsLimit(String variable, String expected) {
    Given given = new Given(folder).environment(variable, "7");
    assertEquals(expected.replaceAll(" +", " "), limits(given));
    assertEquals(List.of(), given.notices());
  }

  @Test
  void aLimitOfOneSignalWinsOverTheGeneralOneOfAStrongerSource() {
    Given given =
        new Given(folder)
            .file("telemetry: {tracing: {limits: {attribute_count: 3}}}")
            .environment("OTEL_ATTRIBUTE_COUNT_LIMIT", "5")
            .code("telemetry.limits.attribute_value_length", "9");
    assertEquals("3 9 128 128 5 5 | 5 9", limits(given));
  }

  @Test
  void aNumberThatCannotBeUsedIsPassedOver() {
    Given given = new Given(folder).environment("OTEL_SPAN_EVENT_COUNT_LIMIT", "-1");
    assertEquals("128 - 128 128 128 128 | 128 -", limits(given));
    assertEquals(1, given.notices().size());
  }

  private static String limits(Given given) {
    SpanLimits spans = given.load().spanLimits();
    LogLimits logs = given.load().logLimits();
    return String.join(
        " ",
        "" + spans.getMaxNumberOfAttributes(),
        length(spans.getMaxAttributeValueLength()),
        "" + spans.getMaxNumberOfEvents(),
        "" + spans.getMaxNumberOfLinks(),
        "" + spans.getMaxNumberOfAttributesPerEvent(),
        "" + spans.getMaxNumberOfAttributesPerLink(),
        "|",
        "" + logs.getMaxNumberOfAttributes(),
        length(logs.getMaxAttributeValueLength()));
  }

  private static String length(int limit) {
    return limit == Integer.MAX_VALUE ? "-" : "" + limit;
  }
}
