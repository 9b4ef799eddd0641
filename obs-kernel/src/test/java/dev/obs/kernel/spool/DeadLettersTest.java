package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private static final String LANE = "fake-logs";

  @TempDir Path spool;

  private Path file;

  @BeforeEach
  void makeLane() throws IOException {
    file = Files.createDirectory(spool.resolve(LANE)).resolve("dead-letters.jsonl");
  }

  private DeadLetters open() throws IOException {
    return DeadLetters.open(FaultySpool.folder(new LocalDisk(), lane()), 1 << 20);
  }

  private static DeadLetter letter(long sequence, String text) {
    byte[] otlp = ("otlp " + sequence).getBytes(StandardCharsets.UTF_8);
    return new DeadLetter(sequence, Instant.EPOCH, "http 400", text, otlp);
  }

  @Test
  void givesBackWhatItKeptWhateverTheText() throws IOException {
    String odd = "\",\"otlp\":\"AAAA\"}\n{\"sequence\":9,\u0000 \uD83D\uDE00 \uD800";
    assertEquals(2, open().add(List.of(letter(3, odd), letter(4, ""))));
    assertEquals(Set.of(4L), open().between(4, 9));
    assertEquals(2, SpoolFolder.at(spool).replay(LANE));
    List<byte[]> requests = open().toReplay();
    assertEquals(2, requests.size());
    assertArrayEquals("otlp 3".getBytes(StandardCharsets.UTF_8), requests.getFirst());
    open().replayed();
    assertEquals(List.of(), open().toReplay());
  }

  @Test
  void cutsOffALineThatWasNotFinished() throws IOException {
    open().add(List.of(letter(1, "whole")));
    long whole = Files.size(file);
    Files.writeString(file, "{\"sequence\":2,\"time\":\"19", StandardOpenOption.APPEND);
    open().add(List.of(letter(3, "next")));
    assertEquals(Set.of(1L, 3L), open().between(0, 9));
    assertTrue(Files.size(file) > whole);
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void cutsOffAFileThatIsOneUnfinishedLine() throws IOException {
    Files.writeString(file, "x".repeat(200_000));
    open();
    assertEquals(0, Files.size(file));
  }

  @Test
  void aLineThatIsNoDeadLetterKeepsTheOthersFromBeingReplayed() throws IOException {
    open().add(List.of(letter(1, "whole")));
    Files.writeString(file, "my own note\n", StandardOpenOption.APPEND);
    SpoolException refused =
        assertThrows(SpoolException.class, () -> SpoolFolder.at(spool).replay(LANE));
    assertTrue(refused.getMessage().contains("dead-letters.jsonl:2: "), refused.getMessage());
    assertTrue(Files.exists(file), "nothing is lost");
  }

  @Test
  void doesNotReplayOverWhatIsBeingReplayed() throws IOException {
    open().add(List.of(letter(1, "first")));
    SpoolFolder.at(spool).replay(LANE);
    open().add(List.of(letter(2, "second")));
    assertThrows(SpoolException.class, () -> SpoolFolder.at(spool).replay(LANE));
    assertEquals(1, open().toReplay().size());
    assertEquals(Set.of(2L), open().between(0, 9));
  }

  @Test
  void replaysInPortionsAndGoesOnWhereAnEarlierProcessStopped() throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      letters.add(new DeadLetter(i, Instant.EPOCH, "http 400", "", filled(i, 100_000)));
    }
    DeadLetters first = DeadLetters.open(FaultySpool.folder(new LocalDisk(), lane()), 64 << 20);
    assertEquals(30, first.add(letters));
    assertEquals(30, SpoolFolder.at(spool).replay(LANE));
    List<Integer> replayed = new ArrayList<>();
    List<byte[]> portion = first.toReplay();
    while (!portion.isEmpty()) {
      assertTrue(portion.size() < 10, "a portion of " + portion.size());
      assertEquals(portion.size(), open().toReplay().size(), "the same until it is replayed");
      portion.forEach(request -> replayed.add((int) request[0]));
      DeadLetters next = open();
      next.toReplay();
      next.replayed();
      portion = open().toReplay();
    }
    assertEquals(IntStream.range(0, 30).boxed().toList(), replayed.stream().sorted().toList());
    assertFalse(Files.exists(file.resolveSibling("replay.jsonl")));
  }

  private Path lane() {
    return spool.resolve(LANE);
  }

  private static byte[] filled(int with, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  @Tag("slow")
  @Test
  void replaysARecordThatIsLargerThanAPortion() throws IOException {
    DeadLetters letters = DeadLetters.open(FaultySpool.folder(new LocalDisk(), lane()), 64 << 20);
    byte[] large = filled(7, 15 << 20);
    letters.add(
        List.of(letter(1, "small"), new DeadLetter(2, Instant.EPOCH, "413", "large", large)));
    SpoolFolder.at(spool).replay(LANE);
    List<byte[]> portion = letters.toReplay();
    assertEquals(1, portion.size());
    assertArrayEquals(large, portion.getFirst());
    letters.replayed();
    assertEquals(1, letters.toReplay().size());
  }

  @Tag("slow")
  @Test
  void aLineThatIsLongerThanAnyRecordIsNotReadIntoMemory() throws IOException {
    open().add(List.of(letter(1, "whole")));
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(new byte[] {'"', '}', '\n'}), 33L << 20); // the rest is a hole
    }
    assertEquals(Set.of(1L), open().between(0, 9));
    assertThrows(SpoolException.class, () -> SpoolFolder.at(spool).replay(LANE));
    Files.move(file, file.resolveSibling("replay.jsonl"));
    SpoolException refused = assertThrows(SpoolException.class, () -> open().toReplay());
    assertTrue(refused.getMessage().contains("replay.jsonl:2: not a dead letter"));
  }

  @Test
  void keepsThoseThatFitAndNoneIfTheDiskFails() throws IOException {
    long size = lineSize();
    DeadLetters letters =
        DeadLetters.open(FaultySpool.folder(new FaultDisk(), lane()), 2 * size - 1);
    assertEquals(1, letters.add(List.of(letter(1, ""), letter(2, ""), letter(3, ""))));
    assertEquals(0, letters.add(List.of(letter(4, ""))));
    for (int operation = 1; operation < 3; operation++) {
      FaultDisk disk = new FaultDisk().at(operation, FaultDisk.Fault.ERROR);
      DeadLetters failing = DeadLetters.open(FaultySpool.folder(disk, lane()), 1 << 20);
      assertThrows(IOException.class, () -> failing.add(List.of(letter(5, ""))));
      assertEquals(Set.of(1L), failing.between(0, 9), "operation " + operation);
      failing.close();
    }
  }

  /// Bytes of a letter without a text.
  private long lineSize() throws IOException {
    open().add(List.of(letter(1, "")));
    long size = Files.size(file);
    Files.delete(file);
    return size;
  }

  @Test
  void numbersOutsideTheSpoolAreNotThoseOfItsRecords() throws IOException {
    open().add(List.of(letter(3, ""), letter(4, ""), letter(5, "")));
    assertEquals(Set.of(4L), open().between(4, 5));
    assertEquals(Set.of(), open().between(0, 0));
  }

  @Test
  void removesThemOnDemandAndNothingElse() throws IOException {
    open().add(List.of(letter(1, "first"), letter(2, "second")));
    Path outside = Files.writeString(spool.resolve("dead-letters.jsonl"), "not a lane's\n");
    assertThrows(SpoolException.class, () -> SpoolFolder.at(spool.resolve(LANE)).drop(".."));
    assertThrows(SpoolException.class, () -> SpoolFolder.at(spool).drop("."));
    assertThrows(SpoolException.class, () -> SpoolFolder.at(spool).drop("nowhere"));
    assertEquals(2, SpoolFolder.at(spool).drop(LANE));
    assertEquals(0, SpoolFolder.at(spool).drop(LANE));
    assertFalse(Files.exists(file));
    assertTrue(Files.exists(outside));
  }
}
