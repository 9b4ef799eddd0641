package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Damaged requests, which must be decoded or refused at a cost proportional to their length.
@Timeout(120)
class DamagedOtlpTest {
  private static final int REQUESTS = 100;
  private static final int MUTATIONS = 100;

  /// The worst case is two bytes for an empty message that becomes a record.
  private static final long MAX_ALLOCATED_PER_BYTE = 300;

  private final OtlpDecoder decoder = new OtlpDecoder();
  private int refused;

  private interface Decoder {
    List<?> decode(byte[] request) throws MalformedOtlpException;
  }

  @Test
  void refusesOrReadsDamagedTraces() {
    RandomTelemetry telemetry = new RandomTelemetry(1);
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = new OtlpEncoder().traces(telemetry.some(1 + i % 3, telemetry::span));
      damage(request, i, decoder::traces, ExportTraceServiceRequest.parser());
    }
    assertTrue(refused > REQUESTS * MUTATIONS / 4, "refused " + refused);
  }

  @Test
  void refusesOrReadsDamagedLogs() {
    RandomTelemetry telemetry = new RandomTelemetry(2);
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = new OtlpEncoder().logs(telemetry.some(1 + i % 5, telemetry::log));
      damage(request, i, decoder::logs, ExportLogsServiceRequest.parser());
    }
    assertTrue(refused > REQUESTS * MUTATIONS / 4, "refused " + refused);
  }

  @Test
  void refusesOrReadsDamagedMetrics() {
    RandomMetrics telemetry = new RandomMetrics(3);
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = new OtlpEncoder().metrics(telemetry.metrics(1 + i % 5));
      damage(request, i, decoder::metrics, ExportMetricsServiceRequest.parser());
    }
    assertTrue(refused > REQUESTS * MUTATIONS / 4, "refused " + refused);
  }

  private <T> void damage(byte[] request, int seed, Decoder signal, Parser<T> oracle) {
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = mutate(request, random);
      try {
        List<?> records = measured(damaged, signal);
        records.forEach(SdkView::of); // all that came can be read
        assertTrue(isReadable(damaged, oracle), () -> HexFormat.of().formatHex(damaged));
      } catch (MalformedOtlpException e) {
        refused++;
      }
    }
  }

  private static List<?> measured(byte[] request, Decoder signal) throws MalformedOtlpException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      return signal.decode(request);
    } finally {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(
          allocated < 16 * 1024 + MAX_ALLOCATED_PER_BYTE * request.length,
          () -> allocated + " bytes for " + request.length);
    }
  }

  private static byte[] mutate(byte[] request, Random random) {
    byte[] bytes = request.clone();
    if (bytes.length == 0) {
      return bytes;
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 9), (byte) 0xFF);
        case 3 -> bytes[at] = (byte) (random.nextInt(16) << 3 | random.nextInt(8));
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
          System.arraycopy(request, from, bytes, at, length);
        }
        default -> {
          if (random.nextInt(4) == 0) {
            return Arrays.copyOf(bytes, at);
          }
        }
      }
    }
    return bytes;
  }

  private static boolean isReadable(byte[] request, Parser<?> oracle) {
    try {
      oracle.parseFrom(request);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
