package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A spool's folder: who may use it, and what others see in it.
class SpoolFolderTest {
  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void name() throws IOException {
    path = folder.toRealPath().resolve("deep/spool");
  }

  private Spool open() throws SpoolException {
    return Spool.open(
        new SpoolOptions(path, 64 << 10, Duration.ZERO, true, 1 << 20), new FaultDisk());
  }

  private static void store(LaneSpool lane, int records) throws IOException {
    lane.append(records, new byte[100]);
    lane.sync();
  }

  private String refused() {
    return assertThrows(SpoolException.class, this::open).getMessage();
  }

  @Test
  void showsWhatEachLaneHolds() throws IOException {
    Spool spool = open();
    LaneSpool logs = spool.lane("b", "logs", new Heard());
    LaneSpool traces = spool.lane("a", "traces", new Heard());
    store(logs, 5);
    logs.acknowledge(2, 2, 0, new Losses());
    logs.drop(3, "disk full");
    logs.deadLetters()
        .add(List.of(new DeadLetter(1, Instant.EPOCH, "http 400", "text", new byte[1])));
    logs.close();
    traces.close();
    List<LaneSummary> lanes = SpoolFolder.at(path).lanes();
    long letters = Files.size(path.resolve("b-logs/dead-letters.jsonl"));
    assertEquals(
        List.of(
            new LaneSummary("a-traces", 0, 0, 0, 0, 0, 0, new java.util.TreeMap<>()),
            new LaneSummary(
                "b-logs",
                3,
                Segment.HEADER + Frame.HEADER + 100,
                1,
                letters,
                0,
                2,
                new java.util.TreeMap<>(Map.of("disk full", 3L)))),
        lanes);
    assertEquals(1, SpoolFolder.at(path).replay("b-logs"));
    assertEquals(1, SpoolFolder.at(path).lanes().getLast().replaying());
    spool.close();
  }

  @Test
  void recognisesALaneByItsFilesWhateverItsSignal() throws IOException {
    Spool spool = open();
    spool.lane("b", "profiles", new Heard()).close();
    Files.writeString(Files.createDirectory(path.resolve("my-notes")).resolve("a.txt"), "none");
    Files.createDirectory(path.resolve("lost+found"));
    List<LaneSummary> lanes = SpoolFolder.at(path).lanes();
    assertEquals(List.of("b-profiles"), lanes.stream().map(LaneSummary::name).toList());
    spool.close();
  }

  @Test
  void namesTheLanesThatNobodyDelivers() throws IOException {
    Spool spool = open();
    for (String sink : List.of("one", "two", "none")) {
      LaneSpool lane = spool.lane(sink, "logs", new Heard());
      if (!sink.equals("none")) {
        store(lane, sink.equals("one") ? 1 : 2);
      }
      lane.close();
    }
    assertEquals(List.of(), spool.lanesWithoutSink());
    spool.close();
    Spool next = open();
    next.lane("two", "traces", new Heard()).close();
    assertEquals(
        List.of(
            "the spool holds 1 record of 'one-logs', which no list of exporters names;"
                + " kept until one does",
            "the spool holds 2 records of 'two-logs', which no list of exporters names;"
                + " kept until one does"),
        next.lanesWithoutSink());
    next.close();
  }

  @Test
  void lanesShareItsRoomEqually() throws IOException {
    Spool spool = open();
    LaneSpool first = spool.lane("a", "logs", new Heard());
    assertEquals(64 << 10, first.limit());
    LaneSpool second = spool.lane("a", "traces", new Heard());
    assertEquals(32 << 10, first.limit());
    assertEquals(32 << 10, second.limit());
    first.close();
    second.close();
    spool.close();
  }

  @Test
  void namesALanesFolderWithoutCharactersThatAFileSystemMayRefuse() {
    assertEquals("my_sink__1.x_-logs", Spool.name("my sink/?1.x_", "logs"));
  }

  @Test
  void isMadeForItsOwnerAloneAndRefusedIfItIsOpenToOthers() throws IOException {
    open().close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));
    assertEquals(
        path
            + " is open to others (rwxr-x---): chmod 700 it, or name a folder in it that Obs can"
            + " make",
        refused());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    open().close();
  }

  @Test
  void saysThatItIsAFile() throws IOException {
    Files.createDirectories(path.getParent());
    Files.createFile(path);
    assertTrue(refused().contains("it is a file, not a folder"), this::refused);
  }

  @Test
  void letsOneProcessInAtATime() throws IOException {
    Spool spool = open();
    assertEquals(
        path
            + " is in use by process "
            + ProcessHandle.current().pid()
            + "; give each a path of its own",
        refused());
    spool.close();
    open().close();
  }

  @Test
  void refusesASegmentOfALaterVersion() throws IOException {
    Spool spool = open();
    LaneSpool lane = spool.lane("a", "logs", new Heard());
    store(lane, 1);
    lane.close();
    spool.close();
    Path segment = path.resolve("a-logs").resolve(String.format("%019d.segment", 0));
    byte[] bytes = Files.readAllBytes(segment);
    bytes[11] = 2;
    int checksum = Frame.checksum(bytes, 0, Segment.HEADER - 4);
    java.nio.ByteBuffer.wrap(bytes).putInt(Segment.HEADER - 4, checksum);
    Files.write(segment, bytes);
    Spool next = open();
    String message =
        assertThrows(SpoolException.class, () -> next.lane("a", "logs", new Heard())).getMessage();
    assertEquals(
        segment
            + " was written by a later version of Obs: let that version deliver it,"
            + " or set another path",
        message);
    next.close();
  }

  @Test
  void saysWhereThereIsNone() {
    assertEquals(
        "there is no spool in " + path,
        assertThrows(SpoolException.class, () -> SpoolFolder.at(path)).getMessage());
  }
}
