package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The refusals of `obs deploy` and their messages.
class DeployRefusalsIT {
  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void name() {
    output = folder.resolve("deployed");
  }

  private Path configuration(String text) throws IOException {
    return Files.writeString(folder.resolve("shop.yaml"), text);
  }

  @Test
  void overwritesOnlyByForce() throws Exception {
    Files.createDirectories(output);
    Path mine = Files.writeString(output.resolve("compose.yml"), "mine");

    assertRefused("is not empty; name another folder, or write over it with --force", output);
    assertEquals("mine", Files.readString(mine));
    assertEquals(Set.of("compose.yml"), Deployment.files(output));

    assertEquals(0, Deployment.deploy("--output", output, "--force").exit());
    assertTrue(Files.readString(mine).startsWith("#"));
  }

  @Test
  void refusesWhatCannotBeInOneClearError() throws Exception {
    assertRefused(
        "unknown target 'helm'; there are compose, kubernetes, monitoring", output, "helm");
    assertRefused("is a file; name a folder", configuration("telemetry: {}"));
    assertRefused("cannot write", Path.of("/proc/none/here"));
    assertRefused("--name 'Shop!' is invalid: expected at most", output, "--name", "Shop!");
    assertRefused("--name 'grafana' is invalid: expected at most", output, "--name", "grafana");
    assertRefused("--name 'null' is invalid: expected at most", output, "--name", "null");
    assertRefused(
        "telemetry.spool.path is invalid for a container (",
        output,
        "--config",
        configuration("telemetry: {spool: {enabled: true, path: spool}}"));
    assertRefused(
        "is invalid: expected an address such as https://", output, "--runbooks", "runbooks/");
    assertRefused("is not a linked image", output, "--image", folder);
    assertRefused(
        "shop.yaml:2:13: unknown key 'smaple_rate'",
        output,
        "--config",
        configuration("telemetry:\n  tracing: {smaple_rate: 1}"));
    assertFalse(Files.exists(output));
  }

  @Test
  void saysThatAFolderMayNotBeWrittenTo() throws Exception {
    assumeFalse("root".equals(System.getProperty("user.name")), "SKIPPED: root may write anywhere");
    Files.createDirectory(
        output, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));

    assertRefused("permission denied", output);
  }

  private static void assertRefused(String words, Path output, Object... more) throws Exception {
    List<Object> arguments = new ArrayList<>(Arrays.asList(more));
    arguments.addAll(List.of("--output", output));
    Program.Result result = Deployment.deploy(arguments.toArray());
    assertEquals(2, result.exit(), result.output());
    assertTrue(result.output().contains(words), result.output());
    assertEquals(1, result.output().lines().count(), result.output());
  }
}
