package dev.obs.exporter.file.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.codec.RandomMetrics;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import io.opentelemetry.sdk.testing.metrics.TestMetricData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OtlpJsonEncoderTest {
  private final OtlpJsonEncoder encoder = new OtlpJsonEncoder();

  @Test
  void writesALogRecordAsTheSpecificationShowsIt() {
    LogRecordData log =
        TestLogRecordData.builder()
            .setResource(
                Resource.create(Attributes.builder().put("service.name", "my.service").build()))
            .setInstrumentationScopeInfo(
                InstrumentationScopeInfo.builder("my.library").setVersion("1.0.0").build())
            .setTimestamp(1544712660300000000L, TimeUnit.NANOSECONDS)
            .setObservedTimestamp(1544712660300000000L, TimeUnit.NANOSECONDS)
            .setSeverity(Severity.INFO2)
            .setSeverityText("Information")
            .setSpanContext(
                SpanContext.create(
                    "5b8efff798038103d269b633813fc60c",
                    "eee19b7ec3c1b174",
                    TraceFlags.getSampled(),
                    TraceState.getDefault()))
            .setBody("Example log record")
            .setAttributes(
                Attributes.builder()
                    .put("boolean.attribute", true)
                    .put("double.attribute", 637.704)
                    .put("int.attribute", 10)
                    .build())
            .build();
    String expected =
        """
        {"resourceLogs":[{"resource":{"attributes":[\
        {"key":"service.name","value":{"stringValue":"my.service"}}]},\
        "scopeLogs":[{"scope":{"name":"my.library","version":"1.0.0"},\
        "logRecords":[{"timeUnixNano":"1544712660300000000",\
        "observedTimeUnixNano":"1544712660300000000",\
        "severityNumber":10,"severityText":"Information",\
        "body":{"stringValue":"Example log record"},"attributes":[\
        {"key":"boolean.attribute","value":{"boolValue":true}},\
        {"key":"double.attribute","value":{"doubleValue":637.704}},\
        {"key":"int.attribute","value":{"intValue":"10"}}],\
        "flags":1,"traceId":"5b8efff798038103d269b633813fc60c",\
        "spanId":"eee19b7ec3c1b174"}]}]}]}\
        """;
    assertEquals(expected, text(encoder.logs(List.of(log))));
  }

  @Test
  void writesNegativeBucketsAndTheAttributesOfAScope() {
    MetricData metric =
        TestMetricData.builder()
            .setInstrumentationScopeInfo(
                InstrumentationScopeInfo.builder("my.library")
                    .setAttributes(Attributes.builder().put("short", "m").build())
                    .setSchemaUrl("https://schema.example/scope")
                    .build())
            .setName("balance")
            .setDescription("")
            .setUnit("CHF")
            .setExponentialHistogramData(
                ExponentialHistogramData.create(
                    AggregationTemporality.DELTA,
                    List.of(
                        ExponentialHistogramPointData.create(
                            -3,
                            -12.5,
                            4,
                            false,
                            0,
                            false,
                            0,
                            ExponentialHistogramBuckets.create(-3, 0, List.of()),
                            ExponentialHistogramBuckets.create(-3, -7, List.of(2L, 300L)),
                            1,
                            2,
                            Attributes.empty(),
                            List.of()))))
            .build();
    String json = text(encoder.metrics(List.of(metric)));
    assertTrue(
        json.contains(
            """
            "scope":{"name":"my.library","attributes":[\
            {"key":"short","value":{"stringValue":"m"}}]}\
            """),
        json);
    assertTrue(json.contains("\"schemaUrl\":\"https://schema.example/scope\""), json);
    assertTrue(
        json.contains(
            """
            "count":"306","sum":-12.5,"scale":-3,"zeroCount":"4","positive":{},\
            "negative":{"offset":-7,"bucketCounts":["2","300"]}\
            """),
        json);
  }

  @Test
  void writesNumbersThatJsonLacksAsWordsAndBytesAsBase64() {
    Value<?> body =
        Value.of(
            Value.of(Double.NaN),
            Value.of(Double.NEGATIVE_INFINITY),
            Value.of(-0.0),
            Value.of(Long.MIN_VALUE),
            Value.of(new byte[] {(byte) 0xFB, (byte) 0xFF, 1, 2}),
            Value.of(KeyValue.of("", Value.empty())));
    String expected =
        """
        "body":{"arrayValue":{"values":[{"doubleValue":"NaN"},{"doubleValue":"-Infinity"},\
        {"doubleValue":-0.0},{"intValue":"-9223372036854775808"},{"bytesValue":"+/8BAg=="},\
        {"kvlistValue":{"values":[{"value":{}}]}}]}}\
        """;
    assertContains(expected, text(encoder.logs(List.of(log(body)))));
  }

  @Test
  void neverWritesALineBreakWhateverTheText() {
    String line =
        text(encoder.logs(List.of(log(Value.of("a\nb\r\nc\u2028d\u2029e\u0085f\u000B\f")))));
    assertEquals(1, line.lines().count());
    assertFalse(line.matches("(?s).*\\R.*"), line);
  }

  @Test
  void writesEachResourceAndScopeOnce() {
    List<LogRecordData> logs =
        List.of(log("shop", "http"), log("mail", "http"), log("shop", "jdbc"), log("shop", "http"));
    String expected =
        """
        {"resourceLogs":[{"resource":{"attributes":[\
        {"key":"service.name","value":{"stringValue":"shop"}}]},\
        "scopeLogs":[{"scope":{"name":"http"},"logRecords":[{},{}]},\
        {"scope":{"name":"jdbc"},"logRecords":[{}]}]},\
        {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"mail"}}]},\
        "scopeLogs":[{"scope":{"name":"http"},"logRecords":[{}]}]}]}\
        """;
    assertEquals(expected, text(encoder.logs(logs)));
  }

  @Test
  void cutsOffValuesThatAreNestedTooDeepForReceivers() {
    Value<?> value = Value.of("bottom");
    for (int i = 0; i < 10_000; i++) {
      value = Value.of(List.of(value));
    }
    String json = text(encoder.logs(List.of(log(value))));
    assertEquals(31, json.split("arrayValue", -1).length - 1);
  }

  @Test
  void writesNothingAsAnEmptyObject() {
    assertEquals("{}", text(encoder.traces(List.of())));
    assertEquals("{}", text(encoder.metrics(List.of())));
    assertEquals("{}", text(encoder.logs(List.of())));
  }

  @Test
  void worksOnAfterARecordThatCannotBeRead() {
    List<MetricData> metrics = new RandomMetrics(5).metrics(20);
    byte[] before = encoder.metrics(metrics);
    List<MetricData> broken = new ArrayList<>(metrics);
    broken.add(null);
    assertThrows(NullPointerException.class, () -> encoder.metrics(broken));
    assertArrayEquals(before, encoder.metrics(metrics));
  }

  private static void assertContains(String expected, String text) {
    assertEquals(1, text.split(Pattern.quote(expected), -1).length - 1, text);
  }

  private static LogRecordData log(Value<?> body) {
    return TestLogRecordData.builder().setBodyValue(body).build();
  }

  private static LogRecordData log(String service, String scope) {
    return TestLogRecordData.builder()
        .setResource(Resource.create(Attributes.builder().put("service.name", service).build()))
        .setInstrumentationScopeInfo(InstrumentationScopeInfo.create(scope))
        .build();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
