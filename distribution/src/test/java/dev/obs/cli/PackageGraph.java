package dev.obs.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The dependencies between the packages of one jar, read from the constant pools of its classes.
final class PackageGraph {
  /// The name of a type in a descriptor or a signature.
  private static final Pattern TYPE = Pattern.compile("L([\\w$/]+)[;<]");

  private final SortedMap<String, Set<String>> uses = new TreeMap<>();

  private PackageGraph() {}

  /// Reads the classes of a jar.
  static PackageGraph of(JarFile jar) throws IOException {
    PackageGraph graph = new PackageGraph();
    for (JarEntry entry : jar.stream().filter(PackageGraph::isType).toList()) {
      graph.add(ClassFile.of().parse(jar.getInputStream(entry).readAllBytes()));
    }
    graph.uses.forEach((name, used) -> {
      used.retainAll(graph.uses.keySet());
      used.remove(name);
    });
    return graph;
  }

  private static boolean isType(JarEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
  }

  private void add(ClassModel type) {
    Set<String> used =
        uses.computeIfAbsent(packageOf(type.thisClass().asInternalName()), _ -> new TreeSet<>());
    for (PoolEntry entry : type.constantPool()) {
      switch (entry) {
        case ClassEntry named -> used.add(packageOf(named.asInternalName()));
        case Utf8Entry text ->
            TYPE.matcher(text.stringValue())
                .results()
                .map(MatchResult::group)
                .forEach(name -> used.add(packageOf(name.substring(1))));
        default -> {}
      }
    }
  }

  private static String packageOf(String type) {
    String plain = type.startsWith("[") ? type.replaceFirst("\\[+L?", "") : type;
    return plain.contains("/") ? plain.substring(0, plain.lastIndexOf('/')) : "";
  }

  SortedMap<String, Set<String>> uses() {
    return uses;
  }

  /// Finds packages that use one another, directly or through others.
  Set<String> inCycles() {
    return uses.keySet().stream()
        .filter(name -> uses.get(name).stream().anyMatch(used -> reaches(used, name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean reaches(String from, String to) {
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (next.equals(to)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(uses.get(next));
      }
    }
    return false;
  }
}
