package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.codec.Shortening.Reason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The account of values that encoders leave out.
class ShorteningTest {
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final Shortening shortening =
      Shortening.of("fake", meters.get("test"), System.getLogger("dev.obs.codec.test"));

  @AfterEach
  void close() {
    meters.close();
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    reader
        .collectAllMetrics()
        .forEach(metric ->
            metric
                .getLongSumData()
                .getPoints()
                .forEach(point -> counts.put(point.getAttributes().get(REASON), point.getValue())));
    return counts;
  }

  private static Value<?> nested(int levels) {
    Value<?> value = Value.of("bottom");
    for (int i = 0; i < levels; i++) {
      value = Value.of(List.of(value));
    }
    return value;
  }

  private static TestLogRecordData log(int levels) {
    return TestLogRecordData.builder()
        .setBodyValue(nested(levels))
        .setAttributes(Attributes.of(AttributeKey.valueKey("deep"), nested(levels)))
        .build();
  }

  @Test
  void countsByReason() {
    shortening.count(Reason.LENGTH);
    shortening.count(Reason.LENGTH);
    shortening.count(Reason.NAME);
    assertEquals(Map.of("length", 2L, "name", 1L), counts());
    Shortening.uncounted().count(Reason.DEPTH);
  }

  @Test
  void theOtlpEncoderCountsValuesBelowItsDepth() {
    OtlpEncoder encoder = new OtlpEncoder(shortening);
    encoder.logs(List.of(log(OtlpMapping.MAX_DEPTH)));
    assertEquals(Map.of(), counts());
    encoder.logs(List.of(log(OtlpMapping.MAX_DEPTH + 1)));
    assertEquals(Map.of("depth", 2L), counts());
  }

  @Test
  void theJsonWriterCountsValuesBelowItsDepth() {
    JsonValueWriter writer = new JsonValueWriter(3, shortening);
    writer.write(nested(3), new JsonWriter());
    assertEquals(Map.of(), counts());
    writer.write(nested(4), new JsonWriter());
    assertEquals(Map.of("depth", 1L), counts());
  }
}
