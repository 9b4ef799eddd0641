package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.obs.kernel.spool.Frame.Header;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  @Test
  void readsTheHeaderThatItWroteWhereverItIs() {
    byte[] frame = Frame.encode(17, 3, new byte[5]).array();
    byte[] moved = new byte[frame.length + 9];
    System.arraycopy(frame, 0, moved, 9, frame.length);
    Header header = Frame.header(moved, moved.length, 9);
    assertEquals(new Header(17, 3, 5, Frame.checksum(new byte[5], 0, 5)), header);
    assertEquals(20, header.end());
    assertEquals(Frame.HEADER + 5, header.size());
    assertNotNull(Frame.header(frame, Frame.HEADER, 0));
  }

  @Test
  void takesNoHeaderThatIsDamagedOrCutOff() {
    byte[] frame = Frame.encode(17, 3, new byte[5]).array();
    for (int i = 0; i < Frame.HEADER; i++) {
      byte[] damaged = frame.clone();
      damaged[i] ^= 1;
      assertNull(Frame.header(damaged, damaged.length, 0), "byte " + i);
      assertNull(Frame.header(frame, i, 0), "length " + i);
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
    ByteBuffer bytes = Frame.encode(first, count, new byte[0]);
    bytes.putInt(4, length);
    bytes.putInt(Frame.HEADER - 4, Frame.checksum(bytes.array(), 0, Frame.HEADER - 4));
    assertEquals(sane, Frame.header(bytes.array(), Frame.HEADER, 0) != null);
  }
}
