package dev.obs.kernel.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrustedFilesTest {
  @TempDir Path temporary;

  private Path folder;
  private Path file;

  @BeforeEach
  void makeOne() throws IOException {
    assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "SKIPPED: the file system knows no owners and modes");
    temporary = temporary.toRealPath();
    folder = Foreign.allow(Files.createDirectory(temporary.resolve("folder")), "rwxr-xr-x");
    file = Foreign.allow(Files.writeString(folder.resolve("file"), "text"), "rw-r--r--");
  }

  private static void assertRefused(String message, Executable use) {
    String actual = assertThrows(UntrustedException.class, use).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }

  @Test
  void whatOnlyThisUserCanChangeIsItself() throws IOException {
    assertEquals(folder, TrustedFiles.folder(folder));
    assertEquals(file, TrustedFiles.file(file));
    assertEquals(file, TrustedFiles.file(folder.resolve("../folder/./file")));
    assertEquals(temporary.getRoot(), TrustedFiles.folder(temporary.getRoot().resolve("..")));
  }

  @Test
  void whatBelongsToAnotherUserIsRefusedWithItsOwnerWhereverItIsOnTheWay() throws IOException {
    Foreign.give(file);
    assertRefused(file + " belongs to nobody: expected this user", () -> TrustedFiles.file(file));
    assertRefused(file + " belongs to nobody", () -> TrustedFiles.open(file));
    assertRefused(file + " belongs to nobody", () -> TrustedFiles.openToRead(file));
    Foreign.give(folder);
    assertRefused(folder + " belongs to nobody", () -> TrustedFiles.folder(folder));
    assertRefused(folder + " belongs to nobody", () -> TrustedFiles.file(file));
    Path below = Files.createDirectory(folder.resolve("below"));
    assertRefused(folder + " belongs to nobody", () -> TrustedFiles.folder(below));
  }

  @Test
  void whatOthersMayWriteIsRefusedWithTheRemedy() throws IOException {
    Foreign.allow(file, "rw-rw-r--");
    assertRefused(file + " is rw-rw-r--: anyone in group ", () -> TrustedFiles.file(file));
    assertRefused(file + " is rw-rw-r--: anyone in group ", () -> TrustedFiles.open(file));
    Foreign.allow(file, "rw-r--rw-");
    assertRefused(
        file + " is rw-r--rw-: everybody could change it; chmod go-w " + file,
        () -> TrustedFiles.openToRead(file));
    Foreign.allow(file, "rw-r--r--");
    Foreign.allow(folder, "rwxrwxr-x");
    assertRefused(folder + " is rwxrwxr-x: anyone in ", () -> TrustedFiles.folder(folder));
    assertRefused(folder + " is rwxrwxr-x: anyone in ", () -> TrustedFiles.file(file));
  }

  @Test
  void aFolderAboveThatEverybodyMayWriteIsRefusedUnlessItIsSticky() throws IOException {
    Path below = Files.createDirectory(folder.resolve("below"));
    Foreign.allow(folder, "rwxrwxrwx");
    assertRefused(folder + " is rwxrwxrwx: everybody", () -> TrustedFiles.folder(below));
    Files.setAttribute(folder, "unix:mode", 01777);
    assertEquals(below, TrustedFiles.folder(below));
    Foreign.allow(folder, "rwxrwxr-x"); // its group is its owner's choice
    assertEquals(below, TrustedFiles.folder(below));
  }

  @Test
  void aLinkIsFollowedToATargetThatPassesTheSameCheck() throws IOException {
    Path version = Files.createDirectory(folder.resolve("..v1"));
    Path target = Files.move(file, version.resolve("file"));
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..v1"));
    Files.createSymbolicLink(file, Path.of("..data/file"));
    assertEquals(target, TrustedFiles.file(file));
    Path absolute = Files.createSymbolicLink(temporary.resolve("absolute"), folder);
    assertEquals(target, TrustedFiles.file(absolute.resolve("file")));
    Foreign.allow(version, "rwxrwxr-x");
    assertRefused(version + " is rwxrwxr-x", () -> TrustedFiles.file(file));
    Foreign.allow(version, "rwxr-xr-x");
    Foreign.allow(target, "rw-rw-rw-");
    assertRefused(target + " is rw-rw-rw-", () -> TrustedFiles.file(file));
  }

  @Test
  void aLinkOfAnotherUserIsNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
    Foreign.give(link);
    assertRefused(link + " belongs to nobody", () -> TrustedFiles.folder(link));
  }

  @Test
  void linksThatLeadNowhereOrInACircleEnd() throws IOException {
    Path first = temporary.resolve("first");
    Files.createSymbolicLink(first, Path.of("second"));
    assertThrows(NoSuchFileException.class, () -> TrustedFiles.file(first));
    Files.createSymbolicLink(temporary.resolve("second"), Path.of("first"));
    assertThrows(FileSystemLoopException.class, () -> TrustedFiles.file(first));
  }

  @Test
  void aFileIsOpenedThroughNoLink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertRefused(link + " is a link: expected a file", () -> TrustedFiles.open(link));
    assertRefused(link + " is a link: expected a file", () -> TrustedFiles.openToRead(link));
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("made"));
    assertRefused(dangling + " is a link", () -> TrustedFiles.open(dangling));
    assertFalse(Files.exists(folder.resolve("made")));
    assertEquals("text", Files.readString(file));
  }

  @Test
  void aFileWithASecondNameIsNotWritten() throws IOException {
    Path second = Files.createLink(folder.resolve("second"), file);
    assertRefused(second + " has 2 names (hard links)", () -> TrustedFiles.open(second));
    TrustedFiles.openToRead(second).close();
  }

  @Test
  void aPipeOrADeviceIsNotOpened() throws Exception {
    Path pipe = Foreign.pipe(folder.resolve("pipe"));
    assertRefused(pipe + " is neither a file nor a folder", () -> TrustedFiles.open(pipe));
    assertRefused(pipe + " is neither a file nor a folder", () -> TrustedFiles.openToRead(pipe));
    Foreign.allow(pipe, "rw-------");
    assertRefused(pipe + " is neither a file nor a folder", () -> TrustedFiles.file(pipe));
    assertRefused(folder + " is a folder: expected a file", () -> TrustedFiles.open(folder));
    assertRefused(folder + " is a folder: expected a file", () -> TrustedFiles.file(folder));
    assertRefused(file + " is a file: expected a folder", () -> TrustedFiles.folder(file));
  }

  @Test
  void aNewFileIsItsOwnersAlone() throws IOException {
    Path made = folder.resolve("made");
    try (FileChannel channel = TrustedFiles.open(made)) {
      assertTrue(channel.isOpen());
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    TrustedFiles.open(made).close();
  }
}
