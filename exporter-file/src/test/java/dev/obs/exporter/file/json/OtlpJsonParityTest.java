package dev.obs.exporter.file.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.util.JsonFormat;
import dev.obs.codec.MeteredMetrics;
import dev.obs.codec.OtlpEncoder;
import dev.obs.codec.RandomMetrics;
import dev.obs.codec.RandomTelemetry;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two oracles of the JSON: the output of OpenTelemetry's own exporters for the same data, compared
/// as trees, and the result of protobuf's own JSON reader, compared with the binary form.
class OtlpJsonParityTest {
  private final OtlpEncoder binary = new OtlpEncoder();
  private final OtlpJsonEncoder encoder = new OtlpJsonEncoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void writesSpansAsOpenTelemetryDoes(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    for (int size : new int[] {1, 2, 30, 300}) {
      List<SpanData> batch = telemetry.some(size, telemetry::span);
      byte[] json = encoder.traces(batch);
      assertEquals(tree(TraceRequestMarshaler.create(batch)), OtlpTree.canonical(json));
      assertMeans(TracesData.parseFrom(binary.traces(batch)), json);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void writesLogsAsOpenTelemetryDoes(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    for (int size : new int[] {1, 2, 30, 300}) {
      List<LogRecordData> batch = telemetry.some(size, telemetry::log);
      byte[] json = encoder.logs(batch);
      assertEquals(tree(LogsRequestMarshaler.create(batch)), OtlpTree.canonical(json));
      assertMeans(LogsData.parseFrom(binary.logs(batch)), json);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void writesMetricsAsOpenTelemetryDoes(long seed) throws Exception {
    RandomMetrics telemetry = new RandomMetrics(seed);
    for (int size : new int[] {1, 2, 30, 200}) {
      assertMetrics(telemetry.metrics(size));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void writesWhatAMeterAggregatedAsOpenTelemetryDoes(long seed) throws Exception {
    assertMetrics(MeteredMetrics.collect(new RandomTelemetry(seed)));
  }

  private void assertMetrics(List<MetricData> batch) throws IOException {
    byte[] json = encoder.metrics(batch);
    assertEquals(tree(MetricsRequestMarshaler.create(batch)), OtlpTree.canonical(json));
    assertMeans(MetricsData.parseFrom(binary.metrics(batch)), json);
  }

  private static JsonNode tree(Marshaler openTelemetry) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    openTelemetry.writeJsonTo(json);
    return OtlpTree.canonical(json.toByteArray());
  }

  private static void assertMeans(Message expected, byte[] json) throws IOException {
    Message.Builder parsed = expected.newBuilderForType();
    JsonFormat.parser().merge(OtlpTree.withBase64Ids(json), parsed);
    assertEquals(text(expected), text(parsed.build()));
  }

  /// Returns the text without the sign of zero, which that reader drops.
  private static String text(Message message) {
    return TextFormat.printer().printToString(message).replace(": -0.0\n", ": 0.0\n");
  }
}
