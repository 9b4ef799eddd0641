package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path folder;

  private Path with(String permissions, Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void nobodyButTheOwnerMayWriteToAnImageWhateverTheUmaskIs() throws IOException {
    Path image = with("rwxrwxrwx", Files.createDirectory(folder.resolve("image")));
    Path plugins = with("rwxrwxr-x", Files.createDirectory(image.resolve("plugins")));
    Path file = with("rw-rw-rw-", Files.createFile(plugins.resolve("README.txt")));
    Path outside = with("rw-rw-rw-", Files.createFile(folder.resolve("outside")));
    Files.createSymbolicLink(image.resolve("link"), outside);

    Folders.protect(image);

    assertEquals("rwxr-xr-x", permissions(image));
    assertEquals("rwxr-xr-x", permissions(plugins));
    assertEquals("rw-r--r--", permissions(file));
    assertEquals("rw-rw-rw-", permissions(outside));
  }
}
