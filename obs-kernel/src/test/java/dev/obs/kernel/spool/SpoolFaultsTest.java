package dev.obs.kernel.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.spool.FaultDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The records that are left when the disk, the process or the power fails.
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class SpoolFaultsTest {
  private static final int ROUNDS = 60;
  private static final long ROOM = 1 << 20;

  /// Small enough for segments of 2 KiB.
  private static final long LITTLE_ROOM = 16 << 10;

  /// Segments of some 2 KiB, so that a run starts dozens, and room for all of them.
  private static final long SMALL_SEGMENTS = 17 << 10;

  @TempDir Path folder;

  private int operationsOfARun(long seed, long room) throws IOException {
    FaultDisk disk = new FaultDisk();
    new SpoolRun(fresh("calm-" + room), room, true).process(disk, new Random(seed), ROUNDS);
    return disk.operations();
  }

  private Path fresh(String name) {
    return folder.resolve(name);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BEFORE", "HALF", "AFTER"})
  void losesNothingWhenTheProcessDiesAtAnyWriteSyncOrUnlink(Fault fault) throws IOException {
    int points = operationsOfARun(1, LITTLE_ROOM * 64);
    assertTrue(points > 100, "only " + points + " operations");
    for (int point = 1; point <= points; point++) {
      SpoolRun run = new SpoolRun(fresh(fault + "-" + point), LITTLE_ROOM * 64, true);
      run.process(new FaultDisk().at(point, fault), new Random(1), ROUNDS);
      run.drain();
      String where = fault + " operation " + point;
      assertEquals(List.of(), run.missing(), where);
      assertEquals(Map.of(), run.lost, where);
      assertTrue(run.repeated() <= SpoolRun.BATCH + 5, where + ": repeated " + run.repeated());
    }
  }

  @Test
  void losesNothingWhenItDiesAgainWhileItRecovers() throws IOException {
    Random random = new Random(2);
    for (int seed = 0; seed < 200; seed++) {
      SpoolRun run = new SpoolRun(fresh("again-" + seed), ROOM, true);
      int deaths = 0;
      for (; deaths < 5; deaths++) {
        FaultDisk disk =
            new FaultDisk().at(1 + random.nextInt(60), Fault.values()[random.nextInt(3)]);
        run.process(disk, new Random(seed), 20);
      }
      run.drain();
      assertEquals(List.of(), run.missing(), "seed " + seed);
      assertEquals(Map.of(), run.lost, "seed " + seed);
      assertTrue(run.repeated() <= deaths * (SpoolRun.BATCH + 5L), "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ERROR", "NO_MEMORY"})
  void losesNothingOfWhatIsAcceptedWhenOneOperationFails(Fault fault) throws IOException {
    int points = operationsOfARun(3, SMALL_SEGMENTS);
    for (int point = 1; point <= points; point++) {
      SpoolRun run = new SpoolRun(fresh(fault + "-" + point), SMALL_SEGMENTS, true);
      try {
        run.process(new FaultDisk().at(point, fault), new Random(3), ROUNDS);
      } catch (SpoolException | OutOfMemoryError atStart) {
        continue; // said so; nothing was accepted
      }
      run.drain();
      String where = fault + " operation " + point;
      assertEquals(List.of(), run.missing(), where);
      assertEquals(Map.of(), run.lost, where);
      assertTrue(run.repeated() <= SpoolRun.BATCH + 5, where);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {ROOM, SMALL_SEGMENTS})
  void losesNothingOfWhatIsAcceptedWhenThePowerGoes(long room) throws IOException {
    int points = operationsOfARun(4, room);
    for (int seed = 0; seed < 250; seed++) {
      Random random = new Random(seed);
      SpoolRun run = new SpoolRun(fresh("power-" + room + "-" + seed), room, true);
      FaultDisk disk =
          new FaultDisk().at(1 + random.nextInt(points), Fault.values()[random.nextInt(3)]);
      run.process(disk, random, ROUNDS);
      disk.losePower(random);
      run.drain();
      assertEquals(List.of(), run.missing(), "seed " + seed);
    }
  }

  @Test
  void trustsNoSyncThatFollowsAFailedOneOfTheSameFile() throws IOException {
    int points = operationsOfARun(5, SMALL_SEGMENTS);
    for (int point = 1; point <= points; point++) {
      SpoolRun run = new SpoolRun(fresh("failed-sync-" + point), SMALL_SEGMENTS, true);
      FaultDisk disk = new FaultDisk().at(point, Fault.ERROR);
      try {
        run.process(disk, new Random(5), ROUNDS);
      } catch (SpoolException atStart) {
        continue; // said so; nothing was accepted
      }
      disk.losePower(new Random(point));
      run.drain();
      assertEquals(List.of(), run.missing(), "operation " + point);
    }
  }

  @Test
  void countsExactlyWhatMakesRoomForNewRecords() throws IOException {
    SpoolRun run = new SpoolRun(fresh("little"), LITTLE_ROOM, true).withoutBackend();
    for (int seed = 0; seed < 20; seed++) {
      run.process(new FaultDisk(), new Random(seed), ROUNDS);
    }
    run.drain();
    assertTrue(run.missing().size() > 100, "nothing had to go");
    assertEquals(Map.of(Losses.FULL, (long) run.missing().size()), run.lost);
    assertEquals(0, run.repeated());
  }

  @Test
  void keepsTheOldAndRefusesTheNewIfToldTo() throws IOException {
    SpoolRun run = new SpoolRun(fresh("newest"), LITTLE_ROOM, false).withoutBackend();
    for (int seed = 0; seed < 20; seed++) {
      run.process(new FaultDisk(), new Random(seed), ROUNDS);
    }
    run.drain();
    assertTrue(run.refused() > 100, "nothing was refused");
    assertEquals(List.of(), run.missing());
    assertEquals(Map.of(), run.lost);
  }

  @Test
  void leavesNoSegmentWhenEverythingIsDelivered() throws IOException {
    SpoolRun run = new SpoolRun(fresh("tidy"), ROOM, true);
    run.process(new FaultDisk(), new Random(1), ROUNDS);
    run.drain();
    assertEquals(
        List.of("checkpoint"),
        FaultDisk.files(run.directory()).stream().map(f -> f.getFileName().toString()).toList());
    assertEquals(2 * 16384, Files.size(run.directory().resolve("checkpoint")));
  }
}
