package dev.obs.example.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The classes of one jar. Classes outside of it are unknown.
final class Classes {
  private final SortedMap<String, JavaClass> byName = new TreeMap<>();

  Classes(Collection<JavaClass> classes) {
    classes.forEach(type -> byName.putIfAbsent(type.name(), type));
  }

  /// Returns all classes, by name.
  Collection<JavaClass> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  @Nullable JavaClass find(String name) {
    return byName.get(name);
  }

  /// Returns the class, then its superclasses, then all their interfaces, as far as the jar
  /// contains them.
  List<JavaClass> lineage(JavaClass type) {
    Map<String, JavaClass> found = new LinkedHashMap<>();
    for (JavaClass c = type; c != null && found.putIfAbsent(c.name(), c) == null; ) {
      c = c.superclass() == null ? null : find(c.superclass());
    }
    List<JavaClass> open = new ArrayList<>(found.values());
    for (int i = 0; i < open.size(); i++) {
      for (String name : open.get(i).interfaces()) {
        JavaClass parent = find(name);
        if (parent != null && found.putIfAbsent(name, parent) == null) {
          open.add(parent);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /// Returns the classes that serve requests: the concrete ones that are `served`, and the abstract
  /// ones that are `described` and that no such class extends or implements.
  List<JavaClass> roots(Predicate<JavaClass> served, Predicate<JavaClass> described) {
    List<JavaClass> roots = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    for (JavaClass type : byName.values()) {
      if (!type.isAbstract() && served.test(type)) {
        roots.add(type);
        lineage(type).forEach(parent -> covered.add(parent.name()));
      }
    }
    for (JavaClass type : byName.values()) {
      if (type.isAbstract() && !covered.contains(type.name()) && described.test(type)) {
        roots.add(type);
      }
    }
    return roots;
  }

  /// Returns the methods of the class and then the inherited ones, the nearest first; of an
  /// overridden method the nearest that is `marked`. A method that overrides a generic one has
  /// another descriptor: then both are included, and the nearer has priority.
  List<JavaMethod> methods(JavaClass type, Predicate<JavaMethod> marked) {
    Map<String, JavaMethod> methods = new LinkedHashMap<>();
    for (JavaClass parent : lineage(type)) {
      for (JavaMethod method : parent.methods()) {
        if (!method.isConstructor() && marked.test(method)) {
          methods.putIfAbsent(method.key(), method);
        }
      }
    }
    return List.copyOf(methods.values());
  }

  /// Returns the annotation of that type among `annotations`, or else on one of them (a meta
  /// annotation), its elements then overlaid with those of the annotation that carries it.
  @Nullable JavaAnnotation annotation(List<JavaAnnotation> annotations, Predicate<String> type) {
    return annotation(annotations, type, new HashSet<>());
  }

  private @Nullable JavaAnnotation annotation(
      List<JavaAnnotation> annotations, Predicate<String> type, Set<String> seen) {
    for (JavaAnnotation annotation : annotations) {
      if (type.test(annotation.type())) {
        return annotation;
      }
    }
    for (JavaAnnotation annotation : annotations) {
      JavaClass declared = find(annotation.type());
      if (declared != null && seen.add(annotation.type())) {
        JavaAnnotation meta = annotation(declared.annotations(), type, seen);
        if (meta != null) {
          Map<String, Object> elements = new HashMap<>(meta.elements());
          elements.putAll(annotation.elements());
          return new JavaAnnotation(meta.type(), elements);
        }
      }
    }
    return null;
  }
}
