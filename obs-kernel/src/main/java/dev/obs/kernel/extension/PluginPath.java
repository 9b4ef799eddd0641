package dev.obs.kernel.extension;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The folders that are searched for plugins, in order: those given by `--plugins` or in code,
/// those that `OBS_PLUGINS` names, and `plugins` in the image.
///
/// @param folders in that order
public record PluginPath(List<Folder> folders) {
  private static final String VARIABLE = "OBS_PLUGINS";

  /// A folder that may hold plugins.
  ///
  /// @param namedBy who asks for it, for messages
  record Folder(Path path, String namedBy) {}

  /// Copies the list.
  public PluginPath {
    folders = List.copyOf(folders);
  }

  /// The folders to search.
  ///
  /// @param given by `--plugins` or in code
  /// @param environment the environment variables
  public static PluginPath of(List<Path> given, Map<String, String> environment) {
    return of(
        given,
        environment,
        ProviderOrigin.isLinked(PluginPath.class)
            ? Optional.of(Path.of(System.getProperty("java.home")))
            : Optional.empty());
  }

  static PluginPath of(List<Path> given, Map<String, String> environment, Optional<Path> image) {
    List<Folder> folders = new ArrayList<>();
    given.forEach(path -> folders.add(new Folder(path, "--plugins or code")));
    for (String path : environment.getOrDefault(VARIABLE, "").split(File.pathSeparator, -1)) {
      if (!path.isBlank()) {
        folders.add(new Folder(path(path), VARIABLE));
      }
    }
    image
        .map(home -> home.resolve("plugins"))
        .filter(Files::isDirectory)
        .ifPresent(path -> folders.add(new Folder(path, "the image")));
    return new PluginPath(folders);
  }

  /// A text that cannot be a path is reported as a missing folder.
  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException invalid) {
      return Path.of(text.replaceAll("[^\\p{Alnum}/._-]", "?"));
    }
  }
}
