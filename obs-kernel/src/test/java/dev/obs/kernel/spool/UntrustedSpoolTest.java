package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.trust.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A spool neither writes to nor reads what somebody else put in its way.
@Timeout(60)
class UntrustedSpoolTest {
  private static final String VICTIM = "precious";

  @TempDir Path folder;

  private Path path;
  private Path lane;
  private Path victim;

  @BeforeEach
  void makeOne() throws IOException {
    folder = folder.toRealPath();
    victim = Files.writeString(folder.resolve("victim"), VICTIM);
    path = folder.resolve("spool");
    lane = path.resolve("fake-logs");
    use();
  }

  /// Stores a record and ends, or says why not.
  private void use() throws IOException {
    Spool spool =
        Spool.open(new SpoolOptions(path, 1 << 20, Duration.ZERO, true, 1 << 20), new FaultDisk());
    try {
      LaneSpool opened = spool.lane("fake", "logs", new Heard());
      opened.append(1, new byte[1]);
      opened.sync();
      opened.close();
    } finally {
      spool.close();
    }
  }

  private void assertRefused(String message, Executable use) throws IOException {
    String actual = assertThrows(SpoolException.class, use).getMessage();
    assertTrue(actual.startsWith(message), actual);
    assertEquals(VICTIM, Files.readString(victim));
  }

  @Test
  void refusesAFolderOfAnotherUserWithItsOwner() throws IOException {
    Foreign.give(path);
    assertRefused(path + " belongs to nobody", this::use);
    assertRefused(path + " belongs to nobody", () -> SpoolFolder.at(path));
  }

  @Test
  void refusesALaneOfAnotherUserWithItsOwner() throws IOException {
    Foreign.give(lane);
    assertRefused(lane + " belongs to nobody", this::use);
    assertRefused(lane + " belongs to nobody", () -> SpoolFolder.at(path).lanes());
    assertRefused(lane + " belongs to nobody", () -> SpoolFolder.at(path).drop("fake-logs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "fake-logs/checkpoint", "fake-logs/dead-letters.jsonl"})
  void followsNoLinkToAFile(String name) throws IOException {
    Path link = path.resolve(name);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, victim);
    assertRefused(link + " is a link", this::use);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "fake-logs/checkpoint", "fake-logs/dead-letters.jsonl"})
  void writesToNoFileThatHasAnotherName(String name) throws IOException {
    Path link = path.resolve(name);
    Files.deleteIfExists(link);
    Files.createLink(link, victim);
    Foreign.allow(victim, "rw-------");
    assertRefused(link + " has 2 names", this::use);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "fake-logs/checkpoint", "fake-logs/0000000000000000000.segment"})
  void isNotHeldUpByAPipe(String name) throws Exception {
    Path pipe = path.resolve(name);
    Files.deleteIfExists(pipe);
    Foreign.pipe(pipe);
    assertRefused(pipe + " is neither a file nor a folder", this::use);
  }

  @Test
  void followsNoLinkToALane() throws IOException {
    Path elsewhere = Files.move(lane, folder.resolve("elsewhere"));
    Files.createSymbolicLink(lane, elsewhere);
    assertRefused(lane + " is a link", this::use);
    assertEquals(0, SpoolFolder.at(path).lanes().size());
    assertRefused("the spool in " + path, () -> SpoolFolder.at(path).replay("fake-logs"));
  }

  @Test
  void looksAtNoLink() throws IOException {
    Path letters = Files.createSymbolicLink(lane.resolve("dead-letters.jsonl"), victim);
    String message =
        assertThrows(IOException.class, () -> SpoolFolder.at(path).lanes()).getMessage();
    assertTrue(message.startsWith(letters + " is a link"), message);
  }
}
