package dev.obs.exporter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of 1 MiB: a tmpfs in a mount namespace of the writing process, which disappears with that
/// process.
class FullDiskIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path disk;

  @Test
  void waitsWhileTheDiskIsFullAndTearsNoLine() throws Exception {
    boolean can = "".equals(run("true"));
    assertTrue(can || System.getenv("CI") == null, "no mount namespaces on this machine");
    assumeTrue(can, "SKIPPED: this machine does not allow a mount namespace");
    Path logs = disk.toAbsolutePath().resolve("telemetry/logs.jsonl");
    assertEquals(
        """
        Retry[reason=no space left on device: %s, after=PT0S]
        whole true
        again true
        Delivered[]
        whole true
        """
            .formatted(logs),
        run(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FullDisk.class.getName(),
            disk.toString()));
  }

  private String run(String... command) throws Exception {
    boolean root = System.getProperty("user.name").equals("root");
    String mount = "mount -t tmpfs -o size=1m,mode=700 obs-example \"$0\" && exec \"$@\"";
    List<String> words =
        new ArrayList<>(
            List.of("unshare", root ? "-m" : "-rm", "sh", "-c", mount, disk.toString()));
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), output);
    return output;
  }
}
