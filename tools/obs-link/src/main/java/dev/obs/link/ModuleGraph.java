package dev.obs.link;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The modules that some roots need, directly or not, and who requires whom.
///
/// Services pull nothing in, as for jlink: who wants a provider names it.
final class ModuleGraph {
  /// The kernel looks for providers of these; which of them are linked is the user's choice.
  private static final List<String> EXTENSIONS =
      List.of("dev.obs.spi.", "io.opentelemetry.sdk.autoconfigure.spi.");

  private static final ModuleFinder JDK = ModuleFinder.ofSystem();

  private final Map<String, ModuleDescriptor> own = new HashMap<>();
  private final NavigableMap<String, NavigableSet<String>> requirers = new TreeMap<>();
  private final List<String> missing = new ArrayList<>();

  /// @param modules what there is besides the JDK
  /// @param where a module's name for messages, with its jar
  /// @throws LinkException if a module is not there; the message names each and who requires it
  ModuleGraph(
      Collection<ModuleDescriptor> modules, Set<String> roots, Function<String, String> where) {
    modules.forEach(module -> own.put(module.name(), module));
    Deque<ModuleDescriptor> open = new ArrayDeque<>();
    for (String root : new TreeSet<>(roots)) {
      visit(root, "no module %s in the image, the folders given, or the JDK".formatted(root), open);
    }
    while (!open.isEmpty()) {
      ModuleDescriptor module = open.remove();
      for (Requires requires : new TreeSet<>(module.requires())) {
        if (!requires.modifiers().contains(Requires.Modifier.STATIC)) {
          String name = requires.name();
          String problem =
              "%s requires %s, which is neither in the image, nor in the folders given, nor in the JDK"
                  .formatted(where.apply(module.name()), name);
          visit(name, problem, open);
          requirers.computeIfAbsent(name, none -> new TreeSet<>()).add(module.name());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new LinkException(String.join(System.lineSeparator(), missing));
    }
  }

  private void visit(String name, String problem, Deque<ModuleDescriptor> open) {
    if (requirers.putIfAbsent(name, new TreeSet<>()) != null) {
      return;
    }
    ModuleDescriptor module = own.get(name);
    if (module == null) {
      module = JDK.find(name).map(found -> found.descriptor()).orElse(null);
    }
    if (module == null) {
      missing.add(problem);
    } else {
      open.add(module);
    }
  }

  boolean holds(String name) {
    return requirers.containsKey(name);
  }

  /// Those that are not the JDK's.
  NavigableSet<String> own() {
    NavigableSet<String> names = new TreeSet<>(requirers.keySet());
    names.retainAll(own.keySet());
    return names;
  }

  NavigableSet<String> jdk() {
    NavigableSet<String> names = new TreeSet<>(requirers.keySet());
    names.removeAll(own.keySet());
    return names;
  }

  /// Who requires it directly; of a module of the JDK, those that are not of the JDK if there are
  /// any.
  NavigableSet<String> requirers(String name) {
    NavigableSet<String> all = requirers.getOrDefault(name, new TreeSet<>());
    NavigableSet<String> outside = new TreeSet<>(all);
    outside.retainAll(own.keySet());
    return outside.isEmpty() ? all : outside;
  }

  /// Of some modules, those that are not linked but provide a service that a linked library uses
  /// and nothing linked provides: as SLF4J asks for a provider and requires none.
  NavigableSet<String> providersWanted(Collection<ModuleJar> modules) {
    List<ModuleDescriptor> linked =
        own.values().stream().filter(module -> holds(module.name())).toList();
    Set<String> used = new HashSet<>();
    linked.forEach(module -> used.addAll(module.uses()));
    linked.stream()
        .flatMap(module -> module.provides().stream())
        .forEach(provides -> used.remove(provides.service()));
    used.removeIf(service -> EXTENSIONS.stream().anyMatch(service::startsWith));
    NavigableSet<String> wanted = new TreeSet<>();
    for (ModuleJar module : modules) {
      if (!holds(module.name())
          && module.descriptor().provides().stream()
              .anyMatch(provides -> used.contains(provides.service()))) {
        wanted.add(module.name());
      }
    }
    return wanted;
  }
}
