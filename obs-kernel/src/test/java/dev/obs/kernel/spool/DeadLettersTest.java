package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
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
    return DeadLetters.open(FaultySpool.folder(new LocalDisk(), spool.resolve(LANE)), 1 << 20);
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
