package dev.obs.kernel.extension;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the plugins in folders: each jar and each sub-folder with jars is one. What is not loaded
/// is kept with the reason.
final class PluginSearch {
  private final PluginOpener opener;
  private final List<Plugin> plugins = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final Set<Path> searched = new HashSet<>();

  PluginSearch(PluginOpener opener) {
    this.opener = opener;
  }

  /// Opens what a folder holds, unless it was searched before.
  void search(PluginPath.Folder folder) {
    Path path = folder.path().toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      notices.add(
          "plugin folder %s (named by %s) is not a folder; create it or leave it out"
              .formatted(path, folder.namedBy()));
      return;
    }
    try {
      if (!searched.add(path.toRealPath())) {
        return;
      }
      Permissions.folder(path);
      Optional<Checksums> checksums = checksums(path);
      for (Path entry : children(path)) {
        if (Files.isDirectory(entry) || isJar(entry)) {
          open(entry, checksums);
        }
      }
    } catch (PluginRefused refused) {
      refusals.add(new Refusal(path, refused.reason()));
    } catch (IOException unreadable) {
      refusals.add(new Refusal(path, "cannot be read: " + SafeText.of(unreadable)));
    }
  }

  private void open(Path entry, Optional<Checksums> outer) {
    try {
      List<Checksums> manifests = new ArrayList<>(outer.stream().toList());
      List<PluginJar> jars = new ArrayList<>();
      if (Files.isDirectory(entry)) {
        Permissions.folder(entry);
        checksums(entry).ifPresent(manifests::add);
        for (Path file : children(entry)) {
          if (isJar(file)) {
            jars.add(PluginJar.read(file));
          }
        }
      } else {
        jars.add(PluginJar.read(entry));
      }
      for (PluginJar jar : jars) {
        for (Checksums manifest : manifests) {
          manifest.verify(jar);
        }
      }
      if (jars.isEmpty()) {
        throw new PluginRefused("holds no jar; put the plugin's jars into it or remove it");
      }
      plugins.add(opener.open(entry, jars));
    } catch (PluginRefused refused) {
      refusals.add(new Refusal(entry, refused.reason()));
    } catch (IOException | UncheckedIOException unreadable) {
      refusals.add(
          new Refusal(
              entry, "cannot be read: " + SafeText.message(unreadable).orElse("unknown cause")));
    }
  }

  private Optional<Checksums> checksums(Path folder) throws PluginRefused {
    Optional<Checksums> checksums = Checksums.of(folder);
    checksums.stream()
        .flatMap(manifest -> manifest.missing().stream())
        .forEach(jar ->
            notices.add(folder.resolve(Checksums.FILE) + " lists " + jar + ", which is not there"));
    return checksums;
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !isOfVolume(entry)).sorted().toList();
    }
  }

  /// Names that file systems, volumes of Kubernetes and tools leave beside the plugins.
  private static boolean isOfVolume(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith(".") || name.equals("lost+found");
  }

  /// A plugin turned out to be of no use.
  void refuse(Plugin plugin, String reason) {
    plugins.remove(plugin);
    refusals.add(new Refusal(plugin.path(), reason));
  }

  /// The plugins that were opened, in the order of the search.
  List<Plugin> plugins() {
    return List.copyOf(plugins);
  }

  /// The plugins that were not opened, with the reasons.
  List<Refusal> refusals() {
    return refusals;
  }

  /// Faults that do not prevent a plugin from being loaded.
  List<String> notices() {
    return notices;
  }
}
