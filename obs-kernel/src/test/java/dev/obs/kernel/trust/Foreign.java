package dev.obs.kernel.trust;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Makes files that belong to somebody else, or that others may write to.
public final class Foreign {
  private static final int NOBODY = 65534;

  private Foreign() {}

  /// Gives a file, a folder or a link itself to `nobody`; skips the test without the right to.
  public static void give(Path path) throws IOException {
    assumeTrue(
        ProcessUser.number() == 0, "SKIPPED: giving files to another user takes root's rights");
    Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
  }

  /// Sets a mode.
  public static Path allow(Path path, String permissions) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /// Makes a pipe, which blocks a thread that opens it.
  public static Path pipe(Path path) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
    assumeTrue(exit == 0, "SKIPPED: mkfifo is missing");
    return path;
  }
}
