package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A comparison with the requests of OpenTelemetry's own exporters for the same data, both decoded
/// by the classes generated from OpenTelemetry's proto files. It ignores the order of resources and
/// scopes, which is free, but not the order of records.
class OtlpParityTest {
  private static final Comparator<Message> BY_BYTES =
      Comparator.comparing(Message::toByteString, ByteString.unsignedLexicographicalComparator());

  private final OtlpEncoder encoder = new OtlpEncoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void encodesSpansAsOpenTelemetryDoes(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    for (int size : new int[] {1, 2, 30, 500}) {
      List<SpanData> batch = telemetry.some(size, telemetry::span);
      assertEquals(
          spans(OpenTelemetryRequests.traces(batch)), spans(encoder.traces(batch)), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void encodesLogsAsOpenTelemetryDoes(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    for (int size : new int[] {1, 2, 30, 500}) {
      List<LogRecordData> batch = telemetry.some(size, telemetry::log);
      assertEquals(
          logs(OpenTelemetryRequests.logs(batch)), logs(encoder.logs(batch)), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void encodesMetricsAsOpenTelemetryDoes(long seed) throws Exception {
    RandomMetrics telemetry = new RandomMetrics(seed);
    for (int size : new int[] {1, 2, 30, 300}) {
      List<MetricData> batch = telemetry.metrics(size);
      assertEquals(
          metrics(OpenTelemetryRequests.metrics(batch)),
          metrics(encoder.metrics(batch)),
          "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void encodesWhatAMeterAggregatedAsOpenTelemetryDoes(long seed) throws Exception {
    List<MetricData> batch = MeteredMetrics.collect(new RandomTelemetry(seed));
    assertEquals(metrics(OpenTelemetryRequests.metrics(batch)), metrics(encoder.metrics(batch)));
  }

  private static List<ResourceSpans> spans(byte[] request) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().stream()
        .map(group -> {
          var scopes = group.getScopeSpansList().stream().sorted(BY_BYTES).toList();
          return group.toBuilder().clearScopeSpans().addAllScopeSpans(scopes).build();
        })
        .sorted(BY_BYTES)
        .toList();
  }

  private static List<ResourceLogs> logs(byte[] request) throws InvalidProtocolBufferException {
    return ExportLogsServiceRequest.parseFrom(request).getResourceLogsList().stream()
        .map(group -> {
          var scopes = group.getScopeLogsList().stream().sorted(BY_BYTES).toList();
          return group.toBuilder().clearScopeLogs().addAllScopeLogs(scopes).build();
        })
        .sorted(BY_BYTES)
        .toList();
  }

  private static List<ResourceMetrics> metrics(byte[] request)
      throws InvalidProtocolBufferException {
    return ExportMetricsServiceRequest.parseFrom(request).getResourceMetricsList().stream()
        .map(group -> {
          var scopes = group.getScopeMetricsList().stream().sorted(BY_BYTES).toList();
          return group.toBuilder().clearScopeMetrics().addAllScopeMetrics(scopes).build();
        })
        .sorted(BY_BYTES)
        .toList();
  }
}
