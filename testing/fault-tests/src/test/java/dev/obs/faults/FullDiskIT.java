package dev.obs.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.faults.Accounts.Lane;
import dev.obs.faults.FaultProxy.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of 64 MiB that the spool, or another process, may fill.
///
/// It is a tmpfs in the application's own mount namespace, which disappears with the application
/// however the test ends.
class FullDiskIT {
  private static final Duration FULL = Duration.ofSeconds(Extent.of(4, 30));
  private static final int RATE = 10_000;

  @TempDir Path folder;

  @BeforeEach
  void namespacesAreThere() throws Exception {
    Process tried =
        new ProcessBuilder(disk(folder, "true")).redirectErrorStream(true).inheritIO().start();
    boolean can = tried.waitFor() == 0;
    assertTrue(can || System.getenv("CI") == null, "no mount namespaces on this machine");
    assumeTrue(can, "SKIPPED: this machine does not allow a mount namespace");
  }

  /// Returns a command that creates the disk and then executes the given one.
  private static List<String> disk(Path own, String... command) throws IOException {
    Path mount = Files.createDirectories(own.resolve("disk"));
    boolean root = System.getProperty("user.name").equals("root");
    List<String> words =
        new ArrayList<>(
            List.of(
                "unshare",
                root ? "-m" : "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=64m,mode=700 obs-faults \"$0\" && exec \"$@\"",
                mount.toString()));
    words.addAll(List.of(command));
    return words;
  }

  @Test
  void whatFindsNoRoomIsCountedAndTheRestArrives() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      List<Callable<Void>> policies = new ArrayList<>();
      for (String drop : List.of("oldest", "newest")) {
        policies.add(() -> {
          fillDisk(drop, folder.resolve(drop));
          return null;
        });
      }
      for (Future<Void> each : executor.invokeAll(policies)) {
        each.get();
      }
    }
  }

  private static void fillDisk(String drop, Path own) throws IOException {
    try (LedgerBackend backend = new LedgerBackend();
        FaultProxy proxy = new FaultProxy(backend.port())) {
      proxy.mode(Mode.REFUSE);
      fillDisk(drop, own, proxy, backend.ledger(Protocol.OTLP_LOGS));
    }
  }

  private static void fillDisk(String drop, Path own, FaultProxy proxy, Ledger ledger)
      throws IOException {
    try (LoadProcess load =
        LoadProcess.in(own)
            .by(disk(own))
            .config(config(drop, own, proxy.port()))
            .jvm("-XX:+UseSerialGC")
            .rate(RATE)
            .start()) {
      load.awaitReady();
      Path filler = seen(load, own).resolve("filler");
      fill(filler, 48 << 20);
      load.awaitLane("otlp/logs", Duration.ofSeconds(60), lane -> lane.get("dropped") > 0);
      hold(load, FULL);
      Lane full = load.last().orElseThrow().lane("otlp/logs");

      Files.delete(filler); // room, and still no backend
      long room = System.nanoTime();
      long written = spool(load);
      await().atMost(Duration.ofSeconds(10)).until(() -> spool(load) > written + (1 << 20));
      long resumed = (System.nanoTime() - room) / 1_000_000;
      fill(filler, 64 << 20); // and none again
      long dropped = load.last().orElseThrow().lane("otlp/logs").get("dropped");
      load.awaitLane("otlp/logs", Duration.ofSeconds(60), lane -> lane.get("dropped") > dropped);

      proxy.mode(Mode.PASS);
      long back = System.nanoTime();
      await().atMost(Duration.ofMinutes(1)).until(() -> ledger.taken() > 0); // after a backoff
      long delivering = (System.nanoTime() - back) / 1_000_000;
      load.awaitLane("otlp/logs", Duration.ofSeconds(60), lane -> lane.get("waiting") < RATE);
      Lane flowing = load.last().orElseThrow().lane("otlp/logs");
      load.end();
      load.await(Duration.ofSeconds(60));
      Lane last = load.last().orElseThrow().lane("otlp/logs");

      long emitted = load.last().orElseThrow().emitted();
      Figures.of("full-disk-" + drop)
          .put("full_s", FULL.toSeconds())
          .put("emitted", emitted)
          .put("accepted", last.get("accepted"))
          .put("delivered", last.get("delivered"))
          .put("dropped", last.get("dropped"))
          .put("missing", ledger.missing(0, emitted))
          .put("dropped_while_full", full.get("dropped"))
          .put("stored_again_after_ms", resumed)
          .put("delivered_again_after_ms", delivering)
          .put("longest_stall_ms", load.accounts().longestStall("otlp/logs", "accepted"))
          .print();
      assertEquals(List.of(), Oracle.imbalances(last));
      assertEquals(0, last.get("refused"), last::toString);
      assertEquals(emitted, last.get("accepted"));
      assertEquals(0, last.get("waiting"), last::toString);
      assertEquals(0, ledger.duplicates());
      assertEquals(last.get("delivered"), ledger.taken());
      assertEquals(last.get("dropped"), ledger.missing(0, emitted));
      assertTrue(last.get("dropped") < emitted, "nothing was kept");
      assertTrue(flowing.get("delivered") > 0, flowing::toString);
      if (Extent.isFull()) {
        assertTrue(resumed <= 2_000, () -> "it stored again after " + resumed + " ms");
      }
    }
  }

  private static String config(String drop, Path own, int port) {
    return """
    telemetry:
      spool: {enabled: true, path: "%s", max_size: 1GB, drop: %s}
      memory: {lane: 64MB} # for a full queue
      logging: {exporters: [otlp], queue_size: 65536, batch_size: 2000, schedule_delay: 50ms}
      metrics: {enabled: false}
      probes: {which: []}
      otlp: {endpoint: "http://127.0.0.1:%d"}
    """
        .formatted(own.resolve("disk/spool"), drop, port);
  }

  /// Returns the disk as visible from outside.
  private static Path seen(LoadProcess load, Path own) {
    Path root = Path.of("/proc", Long.toString(load.process().pid()), "root");
    return Path.of(root + own.resolve("disk").toAbsolutePath().toString());
  }

  private static long spool(LoadProcess load) {
    return load.last().orElseThrow().lane("otlp/logs").get("spoolBytes");
  }

  private static void hold(LoadProcess load, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      assertTrue(load.process().isAlive(), load.process()::output);
      LockSupport.parkNanos(10_000_000);
    }
  }

  /// Fills the disk, up to a size.
  private static void fill(Path file, long size) throws IOException {
    byte[] chunk = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long done = 0; done < size; done += chunk.length) {
        out.write(chunk);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }
}
