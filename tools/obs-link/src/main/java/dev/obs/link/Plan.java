package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The content of a custom image, with reasons.
///
/// @param spec the image
/// @param graph its modules
/// @param asked by root, the source of the request
/// @param candidates the source of the modules
/// @param aot whether caches are requested
record Plan(
    ImageSpec spec,
    ModuleGraph graph,
    NavigableMap<String, String> asked,
    Candidates candidates,
    boolean aot) {
  /// @param from the image that ships the modules
  /// @param work an empty folder for linkable copies of the modules; the spec names them
  /// @throws LinkException if such an image cannot be built
  static Plan make(Path from, CustomOptions options, Path work) throws IOException {
    Recipe recipe = Recipe.read(from);
    Candidates candidates = new Candidates(ModuleJar.in(from.resolve("modules")).toList());
    Roots roots = new Roots(options, recipe, candidates);
    List<Path> copies =
        new Modularizer(Map.of())
            .modularize(candidates.all().stream().map(ModuleJar::file).toList(), work);
    List<ModuleJar> modules = copies.stream().map(ModuleJar::read).toList();
    ModuleGraph linked = withProviders(modules, roots.asked(), candidates, options.without());
    rejectLeftOut(options.without(), linked, roots.asked());
    NavigableMap<String, Path> files = new TreeMap<>();
    recipe.files().forEach(path -> files.put(path, from.resolve(path)));
    ImageSpec spec =
        new ImageSpec(
            roots.launchers(),
            modules.stream()
                .filter(module -> linked.holds(module.name()))
                .map(ModuleJar::file)
                .collect(Collectors.toCollection(TreeSet::new)),
            components(from, candidates),
            roots.asked().navigableKeySet(),
            Map.of(),
            JvmOptions.merge(
                options.main().isPresent()
                    ? JvmOptions.withoutHeap(recipe.jvmOptions())
                    : recipe.jvmOptions(),
                options.jvmOptions()),
            options.compression(),
            files,
            null);
    return new Plan(spec, linked, roots.asked(), candidates, options.aot());
  }

  private static SortedMap<String, Component> components(Path from, Candidates candidates)
      throws IOException {
    SortedMap<String, Component> components = Components.of(candidates.shipped());
    components.putAll(Components.read(from)); // the jars that the shipped modules were made of
    components.putAll(Components.of(candidates.given()));
    return components;
  }

  /// Adds the providers of services to the requested modules, until there are no more: a provider
  /// may itself use services. One that cannot be linked is left out with a note.
  private static ModuleGraph withProviders(
      Collection<ModuleJar> modules,
      NavigableMap<String, String> asked,
      Candidates candidates,
      NavigableSet<String> without) {
    ModuleGraph graph = graph(modules, asked, candidates);
    Set<String> leftOut = new HashSet<>(without);
    while (true) {
      NavigableMap<String, String> wanted =
          graph.providersWanted(candidates.given(), candidates.shipped());
      wanted.keySet().removeAll(leftOut);
      if (wanted.isEmpty()) {
        break;
      }
      for (Map.Entry<String, String> provider : wanted.entrySet()) {
        String name = provider.getKey();
        asked.put(name, provider.getValue());
        try {
          graph = graph(modules, asked, candidates);
        } catch (LinkException unlinkable) {
          asked.remove(name);
          leftOut.add(name);
          candidates.note(
              "%s is left out although it %s: %s"
                  .formatted(
                      name,
                      provider.getValue(),
                      String.join("; ", String.valueOf(unlinkable.getMessage()).lines().toList())));
        }
      }
    }
    graph
        .unlinkedJdkProviders()
        .forEach((name, reason) ->
            candidates.note(
                "%s of the JDK is left out; it %s. To link it: --add-modules %s"
                    .formatted(name, reason, name)));
    return graph;
  }

  private static ModuleGraph graph(
      Collection<ModuleJar> modules, NavigableMap<String, String> roots, Candidates candidates) {
    return new ModuleGraph(
        modules.stream().map(ModuleJar::descriptor).toList(),
        roots.navigableKeySet(),
        name ->
            candidates.find(name).map(module -> name + " (" + module.file() + ")").orElse(name));
  }

  private static void rejectLeftOut(
      NavigableSet<String> without, ModuleGraph graph, NavigableMap<String, String> asked) {
    for (String name : without) {
      if (graph.holds(name)) {
        NavigableSet<String> requirers = graph.requirers(name);
        throw new LinkException(
            requirers.isEmpty()
                ? "%s cannot be left out: requested by %s".formatted(name, asked.get(name))
                : "%s cannot be left out: required by %s"
                    .formatted(name, String.join(", ", requirers)));
      }
    }
  }

  /// @throws LinkException if the image would overwrite other files
  static void requireReplaceable(Path output, Path from) throws IOException {
    ImageBuilder.requireReplaceable(output);
    if (Files.exists(output) && from.toRealPath().startsWith(output.toRealPath())) {
      throw new LinkException(
          output + " is the image that this runs from; choose another place for the new one");
    }
    Path parent = output.toAbsolutePath().getParent();
    while (parent != null && !Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new LinkException(
          "%s cannot be written: %s is not a writable folder".formatted(output, parent));
    }
    Path plugins = output.resolve("plugins");
    if (Files.isDirectory(plugins)) {
      List<Path> jars = new ArrayList<>(ModuleJar.in(plugins).toList());
      try (var entries = Files.list(plugins)) {
        jars.addAll(entries.filter(Files::isDirectory).sorted().toList());
      }
      if (!jars.isEmpty()) {
        throw new LinkException(
            "%s would be lost with the image that is replaced; move it away first"
                .formatted(jars.getFirst()));
      }
    }
  }
}
