package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.kernel.trust.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PermissionsTest {
  @TempDir Path folder;
  private Path plugins;
  private Path jar;

  @BeforeEach
  void dropOne() throws IOException {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "the file system has no POSIX permissions");
    folder = folder.toRealPath();
    plugins = folder.resolve("plugins");
    jar = Dropped.plain(plugins.resolve("lines/lines.jar"), "Lines", "lines");
    for (Path each : List.of(plugins, jar.getParent(), jar)) {
      allow(each, "rwxr-xr-x");
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private void assertRefused(Path path, String permissions, String who) {
    Discovery discovery = Dropped.discover(plugins);
    String reason = Dropped.refusal(discovery);
    assertTrue(reason.startsWith(path + " is " + permissions + ": " + who), reason);
    assertTrue(reason.endsWith("; chmod go-w " + path), reason);
    assertTrue(
        discovery.providers().stream().noneMatch(each -> each.type().equals("lines")),
        "it was loaded");
  }

  @Test
  void whatOnlyItsOwnerCanWriteIsLoaded() {
    assertEquals("lines", Dropped.info(Dropped.discover(plugins), "lines").type());
  }

  @Test
  void aPluginsFolderThatEverybodyCanWriteIsNotLoaded() throws IOException {
    allow(plugins, "rwxrwxrwx");
    assertRefused(plugins, "rwxrwxrwx", "everybody could change it");
  }

  @Test
  void aFolderOfAPluginThatAGroupCanWriteIsNotLoaded() throws IOException {
    allow(jar.getParent(), "rwxrwxr-x");
    assertRefused(jar.getParent(), "rwxrwxr-x", "anyone in group ");
  }

  @Test
  void aJarThatAGroupCanWriteIsNotLoaded() throws IOException {
    allow(jar, "rw-rw-r--");
    assertRefused(jar, "rw-rw-r--", "anyone in group ");
  }

  @Test
  void aManifestThatEverybodyCanWriteIsNotBelieved() throws IOException {
    Path manifest = Files.writeString(jar.resolveSibling("SHA256SUMS"), "");
    allow(manifest, "rw-r--rw-");
    assertRefused(manifest, "rw-r--rw-", "everybody");
  }

  @Test
  void aLinkLeadsNoFurtherThanWhatItLeadsToAllows() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path target = Files.move(jar, open.resolve("lines.jar"));
    Files.createSymbolicLink(jar, target);
    assertEquals("lines", Dropped.info(Dropped.discover(plugins), "lines").type());
    allow(open, "rwxrwxr-x");
    assertRefused(open.toRealPath(), "rwxrwxr-x", "anyone in group ");
  }

  @Test
  void whatBelongsToAnotherUserIsNotLoaded() throws IOException {
    Foreign.give(jar);
    assertNotLoaded(jar + " belongs to nobody: expected this user");
    Foreign.give(jar.getParent());
    assertNotLoaded(jar.getParent() + " belongs to nobody");
    Foreign.give(plugins);
    assertNotLoaded(plugins + " belongs to nobody");
  }

  private void assertNotLoaded(String reason) {
    String actual = Dropped.refusal(Dropped.discover(plugins));
    assertTrue(actual.startsWith(reason), actual);
  }

  @Test
  void aConfigMapIsLoadedOnceAndWithoutItsVersions() throws IOException {
    Path version = Files.createDirectory(plugins.resolve("..v1"));
    Files.move(jar, version.resolve("ef.jar"));
    Files.delete(jar.getParent());
    Files.createSymbolicLink(plugins.resolve("..data"), Path.of("..v1"));
    Files.createSymbolicLink(plugins.resolve("ef.jar"), Path.of("..data/ef.jar"));
    Files.createDirectory(plugins.resolve("lost+found"));
    Files.writeString(plugins.resolve("._ef.jar"), "of a Mac");
    Discovery discovery = Dropped.discover(plugins);
    assertEquals(List.of(), discovery.refusals());
    assertEquals(plugins.resolve("ef.jar").toString(), Dropped.info(discovery, "lines").origin());
  }

  @Test
  @Timeout(60)
  void aPipeHoldsNothingUp() throws Exception {
    Foreign.allow(Foreign.pipe(plugins.resolve("pipe.jar")), "rw-------");
    assertNotLoaded(plugins.resolve("pipe.jar") + " is neither a file nor a folder");
    Foreign.allow(Foreign.pipe(plugins.resolve("SHA256SUMS")), "rw-------");
    assertNotLoaded(plugins.resolve("SHA256SUMS") + " is neither a file nor a folder");
  }

  @Test
  void oneThatIsRefusedKeepsNoOtherFromLoading() throws IOException {
    Dropped.plain(plugins.resolve("other.jar"), "Other", "other");
    allow(jar, "rwxrwxrwx");
    assertEquals("other", Dropped.info(Dropped.discover(plugins), "other").type());
  }

  @Test
  void theRemedyCanBePastedWhateverThePathIs() throws IOException {
    Path odd = Files.createDirectory(folder.resolve("it's a folder"));
    allow(odd, "rwxrwxrwx");
    String reason = Dropped.refusal(Dropped.discover(odd));
    assertTrue(reason.endsWith("chmod go-w '" + folder + "/it'\\''s a folder'"), reason);
  }
}
