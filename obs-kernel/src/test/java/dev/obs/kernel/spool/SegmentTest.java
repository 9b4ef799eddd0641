package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentTest {
  private static final Path FOLDER = Path.of("lane");

  private static Path file(String first) {
    return FOLDER.resolve(first + ".segment");
  }

  @Test
  void statesItsVersionUnlessItsHeaderIsDamaged() {
    byte[] header = Segment.header().array();
    assertEquals(1, Segment.version(header, header.length));
    for (int i = 0; i < header.length; i++) {
      byte[] damaged = header.clone();
      damaged[i] ^= 1;
      assertEquals(0, Segment.version(damaged, damaged.length), "byte " + i);
      assertEquals(0, Segment.version(Arrays.copyOf(header, header.length), i));
    }
  }

  @Test
  void endsWhereTheNextOneBegins() {
    assertEquals(
        List.of(
            new Segment(file("0000000000000000000"), 0, 7, 0),
            new Segment(file("0000000000000000007"), 7, 12, 0),
            new Segment(file("0000000000000000012"), 12, Long.MAX_VALUE, 0)),
        Segment.among(
            FOLDER,
            List.of(
                "0000000000000000012.segment",
                "checkpoint",
                "0000000000000000000.segment",
                "7.segment",
                "0000000000000000007.segment")));
  }

  @Test
  void aNumberThatNoLaneReachesIsNotASegment() {
    List<String> names = List.of(Segment.LAST + ".segment", "9999999999999999999.segment");
    assertEquals(List.of(), Segment.among(FOLDER, names));
  }
}
