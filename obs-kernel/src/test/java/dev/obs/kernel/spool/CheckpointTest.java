package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
  @TempDir Path folder;

  private static Checkpoint checkpoint(long position, long end, long ahead, long dropped) {
    TreeMap<String, Long> reasons = new TreeMap<>();
    reasons.put("spöol full", dropped);
    return new Checkpoint(position, end, ahead, 7, 8, reasons);
  }

  @Test
  void readsWhatItWrote() {
    Checkpoint written = checkpoint(3, 9, 6, 5);
    assertEquals(Optional.of(written), Checkpoint.of(written.toBytes()));
    Checkpoint first = Checkpoint.from(4);
    assertEquals(Optional.of(first), Checkpoint.of(first.toBytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 9, 0, 0",
    "4, 3, 0, 0",
    "3, 9, -1, 0",
    "3, 9, 7, 0",
    "3, 9, 0, -1",
    "3, 9223372036854775807, 0, 0",
  })
  void numbersThatContradictEachOtherAreNoCheckpoint(
      long position, long end, long ahead, long dropped) {
    assertEquals(
        Optional.empty(), Checkpoint.of(checkpoint(position, end, ahead, dropped).toBytes()));
  }

  @Test
  void negativeTotalsAreNoCheckpoint() {
    for (int field = 3; field < 5; field++) {
      byte[] bytes = Checkpoint.from(0).toBytes();
      ByteBuffer.wrap(bytes).putLong(field * Long.BYTES, -1);
      assertEquals(Optional.empty(), Checkpoint.of(bytes));
    }
  }

  @Test
  void bytesThatEndTooEarlyAreNoCheckpoint() {
    byte[] whole = checkpoint(3, 9, 0, 5).toBytes();
    for (int length = 0; length < whole.length; length++) {
      assertEquals(Optional.empty(), Checkpoint.of(Arrays.copyOf(whole, length)));
    }
    ByteBuffer.wrap(whole).putInt(5 * Long.BYTES + Integer.BYTES, -1);
    assertEquals(Optional.empty(), Checkpoint.of(whole));
  }

  @Test
  void keepsTheLastSyncedCheckpointWhenThePowerGoes() throws Exception {
    for (int unsynced = 0; unsynced < 3; unsynced++) {
      Path lane = folder.resolve("lane-" + unsynced);
      FaultDisk disk = new FaultDisk();
      LaneFolder open = FaultySpool.folder(disk, lane);
      open.ensure();
      CheckpointFile file = CheckpointFile.open(open);
      open.sync();
      for (long position = 1; position <= 4; position++) {
        file.write(Checkpoint.from(position), true);
      }
      for (int i = 0; i < unsynced; i++) {
        file.write(Checkpoint.from(5 + i), false);
      }
      disk.losePower(new Random(1));
      Optional<Checkpoint> last = CheckpointFile.read(new LocalDisk(), lane.resolve("checkpoint"));
      assertEquals(4, last.orElseThrow().position());
      CheckpointFile again = CheckpointFile.open(FaultySpool.folder(new LocalDisk(), lane));
      again.write(Checkpoint.from(9), false);
      assertEquals(
          9,
          CheckpointFile.read(new LocalDisk(), lane.resolve("checkpoint"))
              .orElseThrow()
              .position());
      again.close();
    }
  }
}
