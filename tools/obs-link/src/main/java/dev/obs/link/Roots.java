package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The modules requested for a custom image, and its main class.
final class Roots {
  /// The kernel finds the extensions; an image without it observes nothing.
  private static final String KERNEL = "dev.obs.kernel";

  /// Platforms add Java agents to the processes that they start; it has 0.1 MB.
  private static final String AGENTS = "java.instrument";

  private final CustomOptions options;
  private final Recipe recipe;
  private final Candidates candidates;
  private final NavigableMap<String, String> asked = new TreeMap<>();
  private final List<Launch> launchers = new ArrayList<>();

  /// @param candidates the shipped modules; those of the plugins and of the application are added
  Roots(CustomOptions options, Recipe recipe, Candidates candidates) throws IOException {
    this.options = options;
    this.recipe = recipe;
    this.candidates = candidates;
    asked.put(KERNEL, "every image");
    asked.put(AGENTS, "every image");
    addPlugins();
    addLaunchers();
    options
        .with()
        .ifPresentOrElse(
            names -> names.forEach(name -> asked.putIfAbsent(name, "--with")),
            () -> ask(recipe.roots(), "the full image"));
    options.addModules().forEach(name -> asked.putIfAbsent(name, "--add-modules"));
  }

  /// Returns the source of each request, by module name.
  NavigableMap<String, String> asked() {
    return asked;
  }

  List<Launch> launchers() {
    return launchers;
  }

  private void ask(Iterable<String> names, String why) {
    for (String name : names) {
      if (!options.without().contains(name)) {
        asked.putIfAbsent(name, why);
      }
    }
  }

  private void addPlugins() throws IOException {
    for (Path folder : options.plugins()) {
      for (Path jar : PluginJars.in(folder)) {
        ask(List.of(candidates.add(jar).name()), "--plugins");
      }
    }
  }

  private void addLaunchers() throws IOException {
    for (Path path : options.modulePath()) {
      for (Path jar : Files.isDirectory(path) ? ModuleJar.in(path).toList() : List.of(path)) {
        candidates.add(jar);
      }
    }
    Launch obs = new Launch(recipe.launcher(), recipe.main(), null, recipe.longCommands());
    if (options.main().isEmpty()) {
      add(
          new Launch(obs.name(), obs.main(), training(), obs.longCommands()),
          "every image without --main");
      return;
    }
    Application application = Application.find(options.main().get(), candidates);
    String name = options.name().orElse(application.name());
    add(new Launch(name, application.main(), training(application)), "--main");
    NavigableSet<String> with = options.with().orElse(new TreeSet<>());
    if (with.contains(obs.module())) {
      if (name.equals(obs.name())) {
        throw new LinkException(
            "both the application and the command line are called %s; use --name".formatted(name));
      }
      add(obs, "--with");
    }
  }

  private void add(Launch launch, String why) {
    launchers.add(launch);
    asked.putIfAbsent(launch.module(), why);
  }

  private @Nullable AotTraining training() {
    return options.aot() ? new AotTraining(recipe.training(), List.of(), null) : null;
  }

  private @Nullable AotTraining training(Application application) {
    return options
        .trainTime()
        .map(time -> new AotTraining(application.main(), options.trainArguments(), time))
        .orElse(null);
  }
}
