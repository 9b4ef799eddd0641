package dev.obs.link;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of [Main].
final class BuildOptions {
  @Mixin private final ImageOptions image = new ImageOptions();

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The name of the launcher.")
  private String name = "";

  @Option(
      names = "--main",
      required = true,
      paramLabel = "MODULE/CLASS",
      description = "The main class of the launcher.")
  private String main = "";

  @Option(
      names = "--long-command",
      paramLabel = "NAME",
      description = "A command of the launcher that runs for long; others end soon. Repeatable.")
  private List<String> longCommands = new ArrayList<>();

  @Option(
      names = "--train",
      paramLabel = "MODULE/CLASS",
      description = "The class whose run creates the AOT cache.")
  private @Nullable String training;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "A module to choose from. Repeatable.")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = "--jars",
      paramLabel = "FILE",
      description = "A file with a list of jars, separated as a class path is. Repeatable.")
  private List<Path> jarLists = new ArrayList<>();

  @Option(
      names = "--optional",
      paramLabel = "MODULE=NAME,NAME",
      description = "Modules that are optional for a module. Repeatable.")
  private Map<String, String> optional = new HashMap<>();

  @Option(
      names = "--file",
      paramLabel = "PATH=FILE",
      description = "An additional file of the image, or a folder. Repeatable.")
  private Map<String, Path> files = new HashMap<>();

  @Option(
      names = "--own-file",
      paramLabel = "PATH=FILE",
      description = "A file, or a folder, that custom images do not get. Repeatable.")
  private Map<String, Path> ownFiles = new HashMap<>();

  @Option(
      names = "--keep-modules",
      description = "Keep the modules and the recipe, from which custom images are linked.")
  private boolean keepModules;

  BuildOptions() {}

  Path output() {
    return image.output();
  }

  /// @throws LinkException if a recipe is requested without a training
  ImageSpec spec() throws IOException {
    NavigableMap<String, Path> shared = expanded(files);
    NavigableMap<String, Path> all = expanded(ownFiles);
    all.putAll(shared);
    return new ImageSpec(
        List.of(new Launch(name, main, training(), new TreeSet<>(longCommands))),
        jars(),
        new TreeMap<>(),
        image.addModules(),
        optional(),
        image.jvmOptions(),
        image.compression(),
        all,
        recipe(shared.navigableKeySet()));
  }

  private @Nullable AotTraining training() {
    return training == null ? null : new AotTraining(training, image.trainArguments(), null);
  }

  private @Nullable Recipe recipe(NavigableSet<String> shared) {
    if (!keepModules) {
      return null;
    }
    if (training == null) {
      throw new LinkException("--keep-modules requires --train, which custom images repeat");
    }
    return new Recipe(
        name,
        main,
        new TreeSet<>(longCommands),
        training,
        image.addModules(),
        image.jvmOptions(),
        shared);
  }

  private NavigableSet<Path> jars() throws IOException {
    NavigableSet<Path> all = new TreeSet<>(jars);
    for (Path list : jarLists) {
      for (String jar : Files.readString(list).strip().split(File.pathSeparator, -1)) {
        all.add(Path.of(jar));
      }
    }
    return all;
  }

  private Map<String, Set<String>> optional() {
    Map<String, Set<String>> rules = new HashMap<>();
    optional.forEach((module, names) -> rules.put(module, Set.of(names.split(",", -1))));
    return rules;
  }

  /// Returns the files by their path, with those of folders.
  private static NavigableMap<String, Path> expanded(Map<String, Path> given) throws IOException {
    NavigableMap<String, Path> files = new TreeMap<>();
    for (Map.Entry<String, Path> each : given.entrySet()) {
      Path file = each.getValue();
      if (!Files.isDirectory(file)) {
        files.put(each.getKey(), file);
        continue;
      }
      try (Stream<Path> found = Files.walk(file)) {
        found
            .filter(Files::isRegularFile)
            .forEach(inner -> files.put(each.getKey() + "/" + file.relativize(inner), inner));
      }
    }
    return files;
  }
}
