package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.BrokenProvider;
import dev.obs.model.ExtensionInfo;
import dev.obs.model.ExtensionInfo.State;
import dev.obs.spi.TraceSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedPluginsTest {
  @TempDir Path folder;

  @Test
  void aJarAndAFolderOfJarsAreEachOnePluginAndTellWhereTheyComeFrom() throws Exception {
    Path single =
        Dropped.plain(
            folder.resolve("single.jar"),
            "Single",
            "single",
            Map.of("Implementation-Version", "7"));
    Dropped.plain(folder.resolve("grouped/sink-2.5.jar"), "Grouped", "grouped");
    Files.writeString(folder.resolve("README.txt"), "no plugin");
    Discovery discovery = Dropped.discover(folder);
    ExtensionInfo info = Dropped.info(discovery, "single");
    assertEquals("isolated single.jar", info.loader());
    assertEquals(single.toString(), info.origin());
    assertEquals(Checksums.sha256(single), info.checksum());
    assertEquals("7", info.version());
    ExtensionInfo grouped = Dropped.info(discovery, "grouped");
    assertEquals("isolated grouped/", grouped.loader());
    assertEquals("sink", grouped.module());
    assertEquals("2.5", grouped.version());
    assertEquals(List.of(), discovery.refusals());
    assertEquals(List.of(), discovery.notices());
  }

  @Test
  void aLinkedFolderIsTheSameAsTheFolderAndNothingIsOpenedTwice() throws Exception {
    Path real = folder.resolve("real");
    Dropped.plain(real.resolve("one.jar"), "One", "one");
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Discovery discovery = Dropped.discover(link, real, link);
    assertEquals(State.AVAILABLE, Dropped.info(discovery, "one").state());
    assertEquals(
        1, discovery.providers().stream().filter(each -> each.type().equals("one")).count());
  }

  @Test
  void aLinkedPluginIsLoaded() throws Exception {
    Dropped.plain(folder.resolve("elsewhere/one.jar"), "One", "one");
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.createSymbolicLink(plugins.resolve("mine"), folder.resolve("elsewhere"));
    ExtensionInfo info = Dropped.info(Dropped.discover(plugins), "one");
    assertEquals("isolated mine/", info.loader());
    assertEquals(64, info.checksum().length());
  }

  @Test
  void theSecondOfOneTypeIsPutAsideAndNamesTheFirst() throws Exception {
    Path first = Dropped.plain(folder.resolve("a.jar"), "A", "same");
    Dropped.plain(folder.resolve("b.jar"), "B", "same");
    List<ExtensionInfo> found =
        Dropped.discover(folder).providers().stream()
            .filter(each -> each.type().equals("same"))
            .map(ExtensionProvider::info)
            .toList();
    assertEquals(State.AVAILABLE, found.get(0).state());
    assertEquals(
        "another trace sink 'same' was found first (" + first + ")", found.get(1).reason());
  }

  @Test
  void aDamagedJarIsNamed() throws Exception {
    Files.writeString(folder.resolve("bad.jar"), "this is no jar");
    String reason = Dropped.refusal(Dropped.discover(folder));
    assertTrue(reason.startsWith(folder.resolve("bad.jar") + " cannot be read as a jar"), reason);
  }

  @Test
  void aPluginWhoseClassesAreMissingIsNamedAndTheRestIsLoaded() throws Exception {
    Dropped.plain(folder.resolve("a.jar"), "A", "a");
    Path bad = Dropped.withoutItsParent(folder.resolve("b.jar"));
    Dropped.plain(folder.resolve("c.jar"), "C", "c");

    Discovery discovery = Dropped.discover(folder);

    assertEquals(State.AVAILABLE, Dropped.info(discovery, "a").state());
    assertEquals(State.AVAILABLE, Dropped.info(discovery, "c").state());
    String notice =
        "trace sink of "
            + bad
            + " cannot be loaded: java.lang.NoClassDefFoundError: dropped/Parent";
    assertEquals(List.of(notice), discovery.notices());
    assertEquals(
        List.of(new BrokenProvider(TraceSink.class, notice)), discovery.extensions().broken());
  }

  @Test
  void aFolderWithoutJarsAndOneWithoutExtensionsSaySo() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    Dropped.pack(folder.resolve("library.jar"), Map.of("x.txt", new byte[1]), Map.of());
    Discovery discovery = Dropped.discover(folder);
    assertEquals(2, discovery.refusals().size());
    assertTrue(discovery.refusals().get(0).reason().startsWith("holds no jar"));
    assertTrue(discovery.refusals().get(1).reason().startsWith("holds no extension"));
    ExtensionInfo row = discovery.refusals().get(0).info();
    assertEquals("plugin", row.kind());
    assertEquals("empty/", row.type());
    assertEquals(State.FAILED, row.state());
  }

  @Test
  void aFolderThatIsNotThereIsNamedWithWhoAskedForIt() {
    assertEquals(
        List.of(
            "plugin folder "
                + folder.resolve("gone")
                + " (named by --plugins or code) is not a folder; create it or leave it out"),
        Dropped.discover(folder.resolve("gone")).notices());
  }

  @Test
  void aPluginForAnotherApiIsRefusedByNameAndTheRestIsLoaded() throws Exception {
    Dropped.plain(folder.resolve("new.jar"), "New", "new", Map.of("Obs-Api-Version", "0.3.0"));
    Dropped.plain(folder.resolve("odd.jar"), "Odd", "odd", Map.of("Obs-Api-Version", "later"));
    Dropped.plain(folder.resolve("old.jar"), "Old", "old", Map.of("Obs-Api-Version", "0.1.0"));
    Discovery discovery = Dropped.discover(folder);
    assertTrue(
        Dropped.refusal(discovery).startsWith("new.jar: it wants dev.obs.api 0.3.0"),
        () -> "" + discovery.refusals());
    assertEquals(State.AVAILABLE, Dropped.info(discovery, "old").state());
    assertEquals(State.AVAILABLE, Dropped.info(discovery, "odd").state());
  }
}
