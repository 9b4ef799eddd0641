package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.DiscardUnknownFieldsParser;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests with the same content in another encoding, which must decode to the same records. The
/// classes generated from OpenTelemetry's proto files verify that the content is the same.
class ForeignOtlpTest {
  private static final int TIMES = 20;

  private final OtlpEncoder encoder = OtlpEncoder.inOrder();
  private final OtlpDecoder decoder = new OtlpDecoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void understandsSpansHoweverTheyAreWritten(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    ForeignSender sender = new ForeignSender(seed);
    for (int i = 0; i < TIMES; i++) {
      byte[] request = encoder.traces(telemetry.some(5, telemetry::span));
      ExportTraceServiceRequest message = ExportTraceServiceRequest.parseFrom(request);
      byte[] foreign = sender.write(message);
      assertEquals(
          message,
          DiscardUnknownFieldsParser.wrap(ExportTraceServiceRequest.parser()).parseFrom(foreign));
      assertArrayEquals(request, encoder.traces(decoder.traces(foreign)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void understandsLogsHoweverTheyAreWritten(long seed) throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(seed);
    ForeignSender sender = new ForeignSender(seed);
    for (int i = 0; i < TIMES; i++) {
      byte[] request = encoder.logs(telemetry.some(5, telemetry::log));
      ExportLogsServiceRequest message = ExportLogsServiceRequest.parseFrom(request);
      byte[] foreign = sender.write(message);
      assertEquals(
          message,
          DiscardUnknownFieldsParser.wrap(ExportLogsServiceRequest.parser()).parseFrom(foreign));
      assertArrayEquals(request, encoder.logs(decoder.logs(foreign)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void understandsMetricsHoweverTheyAreWritten(long seed) throws Exception {
    RandomMetrics telemetry = new RandomMetrics(seed);
    ForeignSender sender = new ForeignSender(seed);
    for (int i = 0; i < TIMES; i++) {
      byte[] request = encoder.metrics(telemetry.metrics(5));
      ExportMetricsServiceRequest message = ExportMetricsServiceRequest.parseFrom(request);
      byte[] foreign = sender.write(message);
      assertEquals(
          message,
          DiscardUnknownFieldsParser.wrap(ExportMetricsServiceRequest.parser()).parseFrom(foreign));
      assertArrayEquals(request, encoder.metrics(decoder.metrics(foreign)));
    }
  }
}
