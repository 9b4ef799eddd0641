package dev.obs.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The output of the buffer, read with Google's protobuf.
class ProtoBufferTest {
  private final ProtoBuffer buffer = new ProtoBuffer();

  @Test
  void writesWholeNumbersOfEveryLength() throws Exception {
    List<Long> numbers = new ArrayList<>(List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    for (int shift = 0; shift < 64; shift++) {
      numbers.addAll(List.of((1L << shift) - 1, 1L << shift, -(1L << shift)));
    }
    for (long number : numbers) {
      buffer.presentInt64(3, number);
    }
    assertEquals(numbers, read().getField(3).getVarintList());
  }

  @Test
  void writesTheBytesOfTheEncodingGuide() {
    buffer.int64(1, 150);
    buffer.string(2, "testing");
    assertArrayEquals(
        new byte[] {0x08, (byte) 0x96, 0x01, 0x12, 7, 't', 'e', 's', 't', 'i', 'n', 'g'},
        buffer.toByteArray());
  }

  @Test
  void writesNumbersOfFixedLength() throws Exception {
    buffer.fixed32(1, 0x89ABCDEF);
    buffer.fixed64(16, 0x89ABCDEF01234567L);
    buffer.presentFixed64(2047, -2);
    buffer.float64(4, Math.PI);
    assertEquals(List.of(0x89ABCDEF), read().getField(1).getFixed32List());
    assertEquals(List.of(0x89ABCDEF01234567L), read().getField(16).getFixed64List());
    assertEquals(List.of(-2L), read().getField(2047).getFixed64List());
    assertEquals(List.of(Double.doubleToLongBits(Math.PI)), read().getField(4).getFixed64List());
  }

  @Test
  void writesSignedNumbersInZigzagForm() throws Exception {
    int[] numbers = {1, -1, 2, -2, 63, -64, 64, Integer.MAX_VALUE, Integer.MIN_VALUE};
    for (int number : numbers) {
      buffer.sint32(1, number);
    }
    List<Long> read = read().getField(1).getVarintList();
    assertEquals(numbers.length, read.size());
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(numbers[i], CodedInputStream.decodeZigZag32(read.get(i).intValue()));
    }
  }

  @Test
  void takesAnIntAsUnsignedWhereTheFieldIs() throws Exception {
    buffer.uint32(1, -1);
    assertEquals(List.of(0xFFFFFFFFL), read().getField(1).getVarintList());
  }

  @Test
  void leavesOutDefaultsOfImplicitPresence() {
    buffer.int64(1, 0);
    buffer.uint32(2, 0);
    buffer.sint32(3, 0);
    buffer.bool(4, false);
    buffer.fixed32(5, 0);
    buffer.fixed64(6, 0);
    buffer.float64(7, 0.0);
    buffer.string(8, "");
    buffer.string(9, null);
    buffer.packedFixed64(10, List.of());
    buffer.packedFloat64(11, List.of());
    buffer.packedUint64(12, List.of());
    assertEquals(0, buffer.toByteArray().length);
  }

  @Test
  void writesDefaultsThatArePresent() throws Exception {
    buffer.presentInt64(1, 0);
    buffer.presentBool(2, false);
    buffer.presentFixed64(3, 0);
    buffer.presentFloat64(4, 0.0);
    buffer.presentString(5, "");
    buffer.presentBytes(6, ByteBuffer.allocate(0));
    buffer.end(buffer.begin(7));
    assertEquals(7, read().asMap().size());
  }

  @Test
  void keepsTheSignOfZero() throws Exception {
    buffer.float64(1, -0.0);
    assertEquals(List.of(Double.doubleToRawLongBits(-0.0)), read().getField(1).getFixed64List());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 4_090, 16_383, 16_384, 2_097_151, 2_097_152, 5_000_000})
  void writesMessagesOfAnyLengthInsideOthers(int length) throws Exception {
    String text = "x".repeat(length);
    int outer = buffer.begin(1);
    buffer.int64(1, 7);
    int inner = buffer.begin(2);
    buffer.presentString(3, text);
    buffer.end(inner);
    buffer.int64(4, 8);
    buffer.end(outer);
    buffer.int64(5, 9);

    UnknownFieldSet message = UnknownFieldSet.parseFrom(onlyBytes(read().getField(1)));
    UnknownFieldSet nested = UnknownFieldSet.parseFrom(onlyBytes(message.getField(2)));
    assertEquals(text, new String(onlyBytes(nested.getField(3)), UTF_8));
    assertEquals(List.of(7L), message.getField(1).getVarintList());
    assertEquals(List.of(8L), message.getField(4).getVarintList());
    assertEquals(List.of(9L), read().getField(5).getVarintList());
  }

  @Test
  void writesLengthsInAsFewBytesAsTheyNeed() {
    buffer.presentString(1, "x".repeat(127));
    assertEquals(1 + 1 + 127, buffer.toByteArray().length);
    buffer.reset();
    buffer.presentString(1, "x".repeat(128));
    assertEquals(1 + 2 + 128, buffer.toByteArray().length);
  }

  @Test
  void writesPackedNumbers() throws Exception {
    buffer.packedFixed64(1, List.of(1L, -1L, 0L));
    buffer.packedFloat64(2, List.of(0.5, Double.NaN));
    buffer.packedUint64(3, List.of(300L, 0L, Long.MAX_VALUE));

    CodedInputStream fixed = CodedInputStream.newInstance(onlyBytes(read().getField(1)));
    assertEquals(1, fixed.readFixed64());
    assertEquals(-1, fixed.readFixed64());
    assertEquals(0, fixed.readFixed64());
    CodedInputStream floats = CodedInputStream.newInstance(onlyBytes(read().getField(2)));
    assertEquals(0.5, floats.readDouble());
    assertEquals(Double.NaN, floats.readDouble());
    CodedInputStream varints = CodedInputStream.newInstance(onlyBytes(read().getField(3)));
    assertEquals(300, varints.readUInt64());
    assertEquals(0, varints.readUInt64());
    assertEquals(Long.MAX_VALUE, varints.readUInt64());
    assertEquals(true, fixed.isAtEnd() && floats.isAtEnd() && varints.isAtEnd());
  }

  @Test
  void writesEveryCodePointAsJavaDoes() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        all.appendCodePoint(codePoint);
      }
    }
    buffer.string(1, all.toString());
    assertArrayEquals(all.toString().getBytes(UTF_8), onlyBytes(read().getField(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db", "\uD83D\uD83D\uDE00x"})
  void replacesLoneSurrogates(String text) throws Exception {
    buffer.string(1, text);
    assertEquals(wellFormed(text), new String(onlyBytes(read().getField(1)), UTF_8));
  }

  @Test
  void writesValidUtf8ForRandomUtf16() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      char[] chars = new char[random.nextInt(200)];
      for (int j = 0; j < chars.length; j++) {
        boolean surrogate = random.nextBoolean();
        chars[j] = (char) (surrogate ? 0xD800 + random.nextInt(0x800) : random.nextInt(0x10000));
      }
      String text = new String(chars);
      buffer.reset();
      buffer.presentString(1, text);
      assertArrayEquals(wellFormed(text).getBytes(UTF_8), onlyBytes(read().getField(1)));
    }
  }

  @Test
  void writesIdsAsBytes() throws Exception {
    buffer.hex(1, "00ff10A0b1c2d3e4", 16);
    assertArrayEquals(
        new byte[] {0, -1, 0x10, (byte) 0xA0, (byte) 0xB1, (byte) 0xC2, (byte) 0xD3, (byte) 0xE4},
        onlyBytes(read().getField(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00ff", "00ff10a0b1c2d3e4ff", "00ff10a0b1c2d3ex", "x0ff10a0b1c2d3e4"})
  void leavesOutWhatIsNoId(String id) throws Exception {
    buffer.int64(2, 1);
    buffer.hex(1, id, 16);
    buffer.int64(3, 2);
    assertEquals(2, read().asMap().size());
  }

  @Test
  void readsBytesWithoutMovingTheirPosition() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3).asReadOnlyBuffer();
    buffer.presentBytes(1, bytes);
    assertArrayEquals(new byte[] {1, 2, 3}, onlyBytes(read().getField(1)));
    assertEquals(3, bytes.remaining());
  }

  @Test
  void startsAnewAfterAGiant() throws Exception {
    buffer.string(1, "x".repeat(10_000_000));
    buffer.reset();
    buffer.int64(2, 5);
    assertArrayEquals(new byte[] {0x10, 5}, buffer.toByteArray());
  }

  private UnknownFieldSet read() throws Exception {
    return UnknownFieldSet.parseFrom(buffer.toByteArray());
  }

  private static byte[] onlyBytes(Field field) {
    assertEquals(1, field.getLengthDelimitedList().size());
    return field.getLengthDelimitedList().getFirst().toByteArray();
  }

  /// Repairs a string by the rule of Unicode, independently of the encoder: a surrogate without its
  /// partner is replaced.
  private static String wellFormed(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
