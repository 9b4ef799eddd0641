package dev.obs.example.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A collector of routes and warnings, in the order of a document.
final class RouteTable {
  private static final int MAX_ROUTES = 10_000;
  private static final int MAX_WARNINGS = 1_000;

  /// The operations of a path item; OpenAPI 3.1 supports no others.
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final List<Route> routes = new ArrayList<>();
  private final Set<String> limits = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  void add(Route route) {
    if (!METHODS.contains(route.method())) {
      warn(route.path().template() + ": OpenAPI has no method " + route.method() + "; left out");
    } else if (!isFull()) {
      routes.add(route);
    }
  }

  /// Returns whether further routes are left out, which is then reported.
  boolean isFull() {
    boolean full = routes.size() >= MAX_ROUTES;
    if (full) {
      limit(MAX_ROUTES + " routes are documented, the rest is left out");
    }
    return full;
  }

  /// Records that a limit was reached.
  void limit(String warning) {
    limits.add(warning);
  }

  /// Records a warning for a reader of the document, once.
  void warn(String warning) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(Printable.of(warning));
    } else {
      limit(MAX_WARNINGS + " warnings are kept, the rest is left out");
    }
  }

  /// Returns the warnings, the reached limits first, because they explain the rest.
  List<String> warnings() {
    return Stream.concat(limits.stream(), warnings.stream()).toList();
  }

  /// Returns the routes by path and method. Routes that match the same requests are merged: the
  /// result has the name of the first and accepts the inputs of all.
  SortedMap<String, SortedMap<String, Route>> paths() {
    SortedMap<String, SortedMap<String, Route>> paths = new TreeMap<>();
    Map<String, PathTemplate> byShape = new HashMap<>();
    for (Route route : routes.stream().sorted(Route.ORDER).toList()) {
      PathTemplate path = byShape.computeIfAbsent(route.path().shape(), _ -> route.path());
      paths
          .computeIfAbsent(path.template(), _ -> new TreeMap<>())
          .merge(route.method(), route.at(path), Route::merge);
    }
    return paths;
  }
}
