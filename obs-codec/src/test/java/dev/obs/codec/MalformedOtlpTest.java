package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever the bytes are, they are decoded or refused, at a price that goes by their number.
@Timeout(120)
class MalformedOtlpTest {
  private static final int REQUESTS = 100;
  private static final int MUTATIONS = 100;

  /// The worst are two bytes for an empty message that becomes a record.
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

  @Test
  void refusesEveryPrefixThatEndsInAField() throws Exception {
    RandomTelemetry telemetry = new RandomTelemetry(4);
    byte[] request = new OtlpEncoder().logs(telemetry.some(1, telemetry::log));
    assertEquals(1, decoder.logs(request).size());
    for (int length = 1; length < request.length; length++) {
      byte[] prefix = Arrays.copyOf(request, length);
      assertThrows(MalformedOtlpException.class, () -> decoder.logs(prefix));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0aff, message is cut off",
    "0a05, a field of 5 bytes where 0 are left",
    "0affffffff0f, a field of 4294967295 bytes where 0 are left",
    "0affffffffffffffffff01, a field of 18446744073709551615 bytes where 0 are left",
    "0affffffffffffffffffff01, a number is longer than ten bytes",
    "0a041205120112, a field of 5 bytes where 2 are left",
    "02, a field has no valid number",
    "8080808010, a field has no valid number",
    "0c, a field has the wire type 4",
    "0e, a field has the wire type 6",
    "0b, a group has no end",
    "0b14, a field has the wire type 4",
    "09, message is cut off",
    "0d000000, message is cut off",
  })
  void saysWhatIsWrong(String hex, String problem) {
    byte[] request = HexFormat.of().parseHex(hex);
    for (Decoder signal : List.<Decoder>of(decoder::traces, decoder::logs, decoder::metrics)) {
      String message =
          assertThrows(MalformedOtlpException.class, () -> signal.decode(request)).getMessage();
      assertTrue(message.startsWith("malformed OTLP at byte "), message);
      assertTrue(message.replace(",", "").contains(problem), message);
    }
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    // a log record whose severity text is half of a character
    byte[] request = HexFormat.of().parseHex("0a07" + "1205" + "1203" + "1a01" + "c3");
    String message =
        assertThrows(MalformedOtlpException.class, () -> decoder.logs(request)).getMessage();
    assertEquals("malformed OTLP at byte 8: text is not UTF-8", message);
  }

  @ParameterizedTest
  @CsvSource({"array, 48, true", "array, 49, false", "list, 32, true", "list, 33, false"})
  void readsValuesAsDeepAsOtherDecodersDo(String kind, int depth, boolean accepted)
      throws Exception {
    byte[] value = HexFormat.of().parseHex("0a0178");
    for (int i = 0; i < depth; i++) {
      value =
          kind.equals("array")
              ? message(5, message(1, value))
              : message(6, message(1, message(2, value)));
    }
    byte[] request = message(1, message(2, message(2, message(5, value))));
    assertEquals(accepted, isReadable(request, ExportLogsServiceRequest.parser()));
    if (accepted) {
      assertEquals(1, decoder.logs(request).size());
    } else {
      assertThrows(MalformedOtlpException.class, () -> decoder.logs(request));
    }
  }

  @Test
  void doesNotOverflowTheStackHoweverDeepMessagesAre() {
    byte[] groups = new byte[1_000_000];
    Arrays.fill(groups, (byte) 0x1b);
    String message =
        assertThrows(MalformedOtlpException.class, () -> decoder.traces(groups)).getMessage();
    assertTrue(message.endsWith("nested more than 100 deep"), message);

    byte[] value = {};
    for (int i = 0; i < 20_000; i++) {
      value = message(5, message(1, value));
    }
    byte[] request = message(1, message(2, message(2, message(5, value))));
    assertThrows(MalformedOtlpException.class, () -> decoder.logs(request));
  }

  @Test
  void takesTimeInProportionWhenAValueComesInManyParts() {
    byte[] part = message(6, message(1, HexFormat.of().parseHex("0a0161")));
    byte[] value = new byte[part.length * 200_000];
    for (int i = 0; i < value.length; i++) {
      value[i] = part[i % part.length];
    }
    byte[] request = message(1, message(2, message(2, message(5, value))));
    assertDoesNotThrow(() -> decoder.logs(request));
  }

  private <T> void damage(byte[] request, int seed, Decoder signal, Parser<T> judge) {
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = mutate(request, random);
      try {
        List<?> records = measured(damaged, signal);
        records.forEach(SdkView::of); // all that came can be read
        assertTrue(isReadable(damaged, judge), () -> HexFormat.of().formatHex(damaged));
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

  private static boolean isReadable(byte[] request, Parser<?> judge) {
    try {
      judge.parseFrom(request);
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static byte[] message(int field, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(field << 3 | 2);
    int length = content.length;
    for (; length > 0x7F; length >>>= 7) {
      bytes.write(length & 0x7F | 0x80);
    }
    bytes.write(length);
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }
}
