package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that are encoded in order and decoded, compared by their getters and their second
/// encoding.
class RoundTripTest {
  private final OtlpEncoder encoder = OtlpEncoder.inOrder();
  private final OtlpDecoder decoder = new OtlpDecoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void spansComeBackInTheirOrder(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    for (int size : new int[] {0, 1, 2, 30, 500}) {
      List<SpanData> batch = telemetry.some(size, telemetry::span);
      byte[] request = encoder.traces(batch);
      List<SpanData> decoded = decoder.traces(request);
      assertEachEquals(batch, decoded);
      assertArrayEquals(request, encoder.traces(decoded), "seed " + seed);
      byte[] grouped = new OtlpEncoder().traces(batch);
      assertArrayEquals(grouped, new OtlpEncoder().traces(decoded));
      assertArrayEquals(grouped, encoder.traces(decoder.traces(grouped)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void logsComeBackInTheirOrder(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    for (int size : new int[] {0, 1, 2, 30, 500}) {
      List<LogRecordData> batch = telemetry.some(size, telemetry::log);
      byte[] request = encoder.logs(batch);
      List<LogRecordData> decoded = decoder.logs(request);
      assertEachEquals(batch, decoded);
      assertArrayEquals(request, encoder.logs(decoded), "seed " + seed);
      byte[] grouped = new OtlpEncoder().logs(batch);
      assertArrayEquals(grouped, new OtlpEncoder().logs(decoded));
      assertArrayEquals(grouped, encoder.logs(decoder.logs(grouped)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void metricsComeBackInTheirOrder(long seed) throws Exception {
    RandomMetrics telemetry = new RandomMetrics(seed);
    for (int size : new int[] {0, 1, 2, 30, 300}) {
      List<MetricData> batch = telemetry.metrics(size);
      byte[] request = encoder.metrics(batch);
      List<MetricData> decoded = decoder.metrics(request);
      assertEachEquals(batch, decoded);
      assertArrayEquals(request, encoder.metrics(decoded), "seed " + seed);
      byte[] grouped = new OtlpEncoder().metrics(batch);
      assertArrayEquals(grouped, new OtlpEncoder().metrics(decoded));
      assertArrayEquals(grouped, encoder.metrics(decoder.metrics(grouped)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatAMeterAggregatedComesBack(long seed) throws Exception {
    List<MetricData> batch = MeteredMetrics.collect(new RandomTelemetry(seed));
    byte[] request = encoder.metrics(batch);
    List<MetricData> decoded = decoder.metrics(request);
    assertEachEquals(batch, decoded);
    assertArrayEquals(request, encoder.metrics(decoded));
  }

  private static void assertEachEquals(List<?> expected, List<?> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      SdkView.assertEqual(expected.get(i), actual.get(i));
    }
  }
}
