package dev.obs.kernel.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// A process that uses a lane's spool, in one thread: appends records, syncs, reads, delivers and
/// acknowledges, until it dies. Records are numbers; what became of them outlives the processes.
final class SpoolRun {
  static final int BATCH = 7;

  final TreeSet<Long> accepted = new TreeSet<>();
  final Map<Long, Integer> delivered = new HashMap<>();
  final Map<String, Long> lost = new HashMap<>();
  private final SpoolOptions options;
  private int deliveries = 3;
  private long refused;
  private long nextId;
  private long read;

  SpoolRun(Path path, long maxSize, boolean dropOldest) {
    options = new SpoolOptions(path, maxSize, Duration.ZERO, dropOldest, 1 << 20);
  }

  /// The backend is down: nothing is delivered but by [#drain].
  SpoolRun withoutBackend() {
    deliveries = 1;
    return this;
  }

  /// How many records were offered and not accepted.
  long refused() {
    return refused;
  }

  Path directory() {
    return options.path().resolve("fake-logs");
  }

  /// One process. Whatever it left is read first, as any process does.
  void process(Disk disk, RandomGenerator random, int rounds) throws IOException {
    Spool spool = null;
    try {
      spool = Spool.open(options, disk);
      LaneSpool lane = open(spool);
      for (int round = 0; round < rounds; round++) {
        store(lane, random);
        deliver(lane, random.nextInt(deliveries));
      }
    } catch (FaultDisk.Death death) {
      // as if by kill -9
    } finally {
      if (spool != null) {
        spool.close();
      }
    }
  }

  /// A process that delivers everything there is and ends in order.
  void drain() throws IOException {
    Spool spool = Spool.open(options, new FaultDisk()); // which takes no time to sync
    LaneSpool lane = open(spool);
    deliver(lane, Integer.MAX_VALUE);
    lane.close();
    spool.close();
  }

  private LaneSpool open(Spool spool) throws IOException {
    LaneSpool lane =
        spool.lane(
            "fake",
            "logs",
            new SpoolListener() {
              @Override
              public void lost(long count, String reason) {
                lost.merge(reason, count, Long::sum);
              }

              @Override
              public void trouble(String what) {}
            });
    read = lane.position();
    return lane;
  }

  private void store(LaneSpool lane, RandomGenerator random) {
    List<Long> unsynced = new ArrayList<>();
    for (int frame = random.nextInt(4); frame > 0; frame--) {
      int count = 1 + random.nextInt(5);
      ByteBuffer payload = ByteBuffer.allocate(count * Long.BYTES + random.nextInt(400));
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ids.add(nextId);
        payload.putLong(nextId++);
      }
      try {
        lane.append(count, payload.array());
        unsynced.addAll(ids);
      } catch (SpoolException full) {
        refused += count;
      } catch (IOException failure) {
        rollBack(lane, unsynced);
        return;
      }
    }
    try {
      lane.sync();
      accepted.addAll(unsynced);
      lane.publish();
    } catch (IOException failure) {
      rollBack(lane, unsynced);
    }
  }

  private void rollBack(LaneSpool lane, List<Long> unsynced) {
    lane.rollback();
    lane.publish();
    refused += unsynced.size();
  }

  /// Delivers at most so many batches.
  private void deliver(LaneSpool lane, int batches) {
    for (int batch = 0; batch < batches; batch++) {
      long before = read;
      for (int records = 0; records < BATCH; ) {
        Frame frame = frame(lane);
        if (frame == null) {
          break;
        }
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        for (long sequence = frame.first(); sequence < frame.first() + frame.count(); sequence++) {
          long id = payload.getLong();
          if (sequence >= read) {
            delivered.merge(id, 1, Integer::sum);
            records++;
          }
        }
        read = frame.first() + frame.count();
      }
      if (read == before) {
        return;
      }
      lane.acknowledge(read, read - before, 0, new Losses());
    }
  }

  private static Frame frame(LaneSpool lane) {
    try {
      return lane.read();
    } catch (IOException failure) {
      throw new AssertionError("a whole file cannot be read", failure);
    }
  }

  /// The accepted records that never were delivered.
  List<Long> missing() {
    return accepted.stream().filter(id -> !delivered.containsKey(id)).toList();
  }

  /// How many records were delivered more than once.
  long repeated() {
    return delivered.values().stream().filter(times -> times > 1).count();
  }
}
