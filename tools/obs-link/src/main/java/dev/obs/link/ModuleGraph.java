package dev.obs.link;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The modules that the roots require, directly or not, and the modules that require each.
///
/// Services add nothing, as for jlink: a provider must be requested.
final class ModuleGraph {
  /// The services of the kernel, whose providers the user selects.
  private static final List<String> EXTENSIONS =
      List.of("dev.obs.spi.", "io.opentelemetry.sdk.autoconfigure.spi.");

  private static final ModuleFinder JDK = ModuleFinder.ofSystem();

  private final Map<String, ModuleDescriptor> own = new HashMap<>();
  private final NavigableMap<String, NavigableSet<String>> requirers = new TreeMap<>();
  private final List<String> missing = new ArrayList<>();

  /// @param modules the available modules besides the JDK's
  /// @param where describes a module with its jar for messages
  /// @throws LinkException if a module is missing; the message contains each missing module and the
  ///   modules that require it
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

  /// Returns the modules outside of the JDK.
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

  /// Returns the modules that require it directly; for a module of the JDK, those outside of the
  /// JDK if there are any.
  NavigableSet<String> requirers(String name) {
    NavigableSet<String> all = requirers.getOrDefault(name, new TreeSet<>());
    NavigableSet<String> outside = new TreeSet<>(all);
    outside.retainAll(own.keySet());
    return outside.isEmpty() ? all : outside;
  }

  /// Returns the modules that are not linked but provide a service that a linked module uses, each
  /// with the reason. An application without module descriptors would find them: JDBC drivers, for
  /// example, are used by `java.sql` and required by no module.
  ///
  /// @param given the modules of the user, of which each provider is wanted
  /// @param shipped the modules of the image, of which a provider is wanted if no linked module
  ///   provides the service and a module outside of the JDK uses it: SLF4J uses one provider
  NavigableMap<String, String> providersWanted(
      Collection<ModuleJar> given, Collection<ModuleJar> shipped) {
    Map<String, String> used = services(own());
    Map<String, String> open = new HashMap<>(used);
    own().stream()
        .flatMap(name -> descriptor(name).provides().stream())
        .forEach(provides -> open.remove(provides.service()));
    NavigableMap<String, String> wanted = new TreeMap<>();
    addProviders(descriptors(shipped), open, wanted);
    services(jdk()).forEach(used::putIfAbsent);
    addProviders(descriptors(given), used, wanted);
    return wanted;
  }

  /// Returns the modules of the JDK that are not linked but provide a service that a linked module
  /// outside of the JDK uses, each with the reason.
  NavigableMap<String, String> unlinkedJdkProviders() {
    NavigableMap<String, String> found = new TreeMap<>();
    addProviders(
        JDK.findAll().stream().map(ModuleReference::descriptor).toList(), services(own()), found);
    return found;
  }

  private void addProviders(
      Collection<ModuleDescriptor> modules,
      Map<String, String> services,
      Map<String, String> providers) {
    for (ModuleDescriptor module : modules) {
      module.provides().stream()
          .map(ModuleDescriptor.Provides::service)
          .filter(services::containsKey)
          .sorted()
          .findFirst()
          .filter(service -> !holds(module.name()))
          .ifPresent(service ->
              providers.put(
                  module.name(),
                  "provides %s, which %s uses".formatted(service, services.get(service))));
    }
  }

  /// Returns the services that modules use, each with the first of these modules.
  private Map<String, String> services(NavigableSet<String> modules) {
    Map<String, String> services = new HashMap<>();
    for (String name : modules) {
      descriptor(name).uses().stream()
          .filter(service -> EXTENSIONS.stream().noneMatch(service::startsWith))
          .forEach(service -> services.putIfAbsent(service, name));
    }
    return services;
  }

  private static List<ModuleDescriptor> descriptors(Collection<ModuleJar> modules) {
    return modules.stream().map(ModuleJar::descriptor).toList();
  }

  /// Returns the descriptor of a linked module.
  private ModuleDescriptor descriptor(String name) {
    ModuleDescriptor module = own.get(name);
    return module != null ? module : JDK.find(name).orElseThrow().descriptor();
  }
}
