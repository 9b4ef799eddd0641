package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class MalformedOtlpTest {
  private final OtlpDecoder decoder = new OtlpDecoder();

  private interface Decoder {
    List<?> decode(byte[] request) throws MalformedOtlpException;
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
    // a log record whose severity text is half a character
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

  private static boolean isReadable(byte[] request, Parser<?> oracle) {
    try {
      oracle.parseFrom(request);
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
