package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginPathTest {
  @TempDir Path image;

  private static List<Path> paths(PluginPath path) {
    return path.folders().stream().map(PluginPath.Folder::path).toList();
  }

  @Test
  void searchesWhatIsGivenThenWhatTheVariableNamesThenTheImage() throws Exception {
    Path plugins = Files.createDirectory(image.resolve("plugins"));
    PluginPath path =
        PluginPath.of(
            List.of(Path.of("one"), Path.of("two")),
            Map.of("OBS_PLUGINS", "three" + File.pathSeparator + File.pathSeparator + "four"),
            Optional.of(image));
    assertEquals(
        List.of(Path.of("one"), Path.of("two"), Path.of("three"), Path.of("four"), plugins),
        paths(path));
    assertEquals("OBS_PLUGINS", path.folders().get(2).namedBy());
  }

  @Test
  void anImageWithoutPluginsIsNotSearched() {
    assertEquals(List.of(), paths(PluginPath.of(List.of(), Map.of(), Optional.of(image))));
  }

  @Test
  void aProcessThatIsNoImageHasNoFolderOfItsOwn() {
    assertEquals(List.of(), paths(PluginPath.of(List.of(), Map.of("OBS_PLUGINS", ""))));
  }

  @Test
  void aPathThatCannotBeOneDoesNotThrow() {
    assertEquals(
        List.of(Path.of("a?b")),
        paths(PluginPath.of(List.of(), Map.of("OBS_PLUGINS", "a\0b"), Optional.empty())));
  }
}
