package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumsTest {
  private static final String OTHER = "0123456789abcdef".repeat(4);

  @TempDir Path folder;
  private Path jar;
  private String checksum;

  @BeforeEach
  void dropOne() throws IOException {
    jar = Dropped.plain(folder.resolve("lines/lines.jar"), "Lines", "lines");
    checksum = Checksums.sha256(jar);
  }

  private Path manifest(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("SHA256SUMS"), text);
  }

  private void assertLoaded() {
    assertEquals(checksum, Dropped.info(Dropped.discover(folder), "lines").checksum());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s  lines/lines.jar\n", "\n%s *./lines/lines.jar\n\n"})
  void whatTheManifestOfThePluginsFolderListsIsLoaded(String line) throws IOException {
    manifest(folder, line.formatted(checksum));
    assertLoaded();
  }

  @Test
  void whatThePluginsOwnManifestListsIsLoadedInAnyCase() throws IOException {
    manifest(jar.getParent(), checksum.toUpperCase(java.util.Locale.ROOT) + "  lines.jar\n");
    assertLoaded();
  }

  @Test
  void aJarThatDiffersIsRefusedWithBothChecksumsAndTheRemedy() throws IOException {
    Path manifest = manifest(jar.getParent(), OTHER + "  lines.jar\n");
    assertEquals(
        "%s has checksum %s but %s says 0123456789ab: it is not the file that was listed; if that is wanted: (cd %s && sha256sum *.jar > SHA256SUMS)"
            .formatted(jar, checksum.substring(0, 12), manifest, jar.getParent()),
        Dropped.refusal(Dropped.discover(folder)));
  }

  @Test
  void aJarThatIsNotListedIsRefused() throws IOException {
    Path manifest = manifest(folder, checksum + "  other.jar\n");
    String reason = Dropped.refusal(Dropped.discover(folder));
    assertTrue(reason.startsWith(jar + " is not listed in " + manifest), reason);
    assertTrue(reason.endsWith("sha256sum */*.jar > SHA256SUMS)"), reason);
  }

  @Test
  void bothManifestsMustAgree() throws IOException {
    manifest(folder, checksum + "  lines/lines.jar\n");
    manifest(jar.getParent(), OTHER + "  lines.jar\n");
    assertTrue(Dropped.refusal(Dropped.discover(folder)).contains("has checksum"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "0123  lines.jar",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef lines.jar",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  ../lines.jar",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  /etc/lines.jar",
      })
  void aLineThatCannotBeReadIsNamedWithItsPlace(String line) throws IOException {
    Path manifest = manifest(folder, checksum + "  lines/lines.jar\n" + line + "\n");
    String reason = Dropped.refusal(Dropped.discover(folder));
    assertTrue(reason.startsWith(manifest + ":2: expected 64 hexadecimal digits"), reason);
  }

  @Test
  void aManifestThatIsNoTextIsNamed() throws IOException {
    Files.write(folder.resolve("SHA256SUMS"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertTrue(Dropped.refusal(Dropped.discover(folder)).contains("is no text in UTF-8"));
  }

  @Test
  void aListedJarThatIsMissingIsNoted() throws IOException {
    Path manifest =
        manifest(folder, checksum + "  lines/lines.jar\n" + OTHER + "  lines/gone.jar\n");
    assertLoaded();
    assertEquals(
        List.of(manifest + " lists " + folder.resolve("lines/gone.jar") + ", which is not there"),
        Dropped.discover(folder).notices());
  }
}
