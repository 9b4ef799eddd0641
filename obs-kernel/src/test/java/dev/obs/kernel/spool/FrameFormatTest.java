package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.obs.kernel.spool.FrameFormat.Header;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFormatTest {
  private static final int HEADER = FrameFormat.FRAME_HEADER;

  @Test
  void readsTheHeaderThatItWroteWhereverItIs() {
    byte[] frame = FrameFormat.frame(17, 3, new byte[5]).array();
    byte[] moved = new byte[frame.length + 9];
    System.arraycopy(frame, 0, moved, 9, frame.length);
    Header header = FrameFormat.header(moved, moved.length, 9);
    assertEquals(new Header(17, 3, 5, FrameFormat.checksum(new byte[5], 0, 5)), header);
    assertEquals(20, header.end());
    assertEquals(HEADER + 5, header.size());
    assertNotNull(FrameFormat.header(frame, HEADER, 0));
  }

  @Test
  void takesNoHeaderThatIsDamagedOrCutOff() {
    byte[] frame = FrameFormat.frame(17, 3, new byte[5]).array();
    for (int i = 0; i < HEADER; i++) {
      byte[] damaged = frame.clone();
      damaged[i] ^= 1;
      assertNull(FrameFormat.header(damaged, damaged.length, 0), "byte " + i);
      assertNull(FrameFormat.header(frame, i, 0), "length " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, true",
    "0, 1, 16777188, true",
    "0, 1, 16777189, false",
    "0, 1, -1, false",
    "0, 0, 0, false",
    "0, -1, 0, false",
    "-1, 2, 0, false",
    "9223372036854775807, 1, 0, false",
  })
  void believesNoHeaderWhoseNumbersAreImpossible(long first, int count, int length, boolean sane) {
    ByteBuffer bytes = FrameFormat.frame(first, count, new byte[0]);
    bytes.putInt(4, length);
    bytes.putInt(HEADER - 4, FrameFormat.checksum(bytes.array(), 0, HEADER - 4));
    assertEquals(sane, FrameFormat.header(bytes.array(), HEADER, 0) != null);
  }

  @Test
  void statesItsVersionUnlessItsHeaderIsDamaged() {
    byte[] header = FrameFormat.segmentHeader().array();
    assertEquals(1, FrameFormat.version(header, header.length));
    for (int i = 0; i < header.length; i++) {
      byte[] damaged = header.clone();
      damaged[i] ^= 1;
      assertEquals(0, FrameFormat.version(damaged, damaged.length), "byte " + i);
      assertEquals(0, FrameFormat.version(Arrays.copyOf(header, header.length), i));
    }
  }
}
