package dev.obs.example.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An HTTP route: a method and a path, with inputs and responses.
///
/// @param framework `jaxrs` or `spring`
/// @param method in lower case, as in OpenAPI
/// @param path the path template
/// @param owner the simple name of the class
/// @param handler the name of the Java method
/// @param parameters the path's parameters first and in its order, then the others
/// @param body the request's body, or null
/// @param responses the responses by status
record Route(
    String framework,
    String method,
    PathTemplate path,
    String owner,
    String handler,
    boolean deprecated,
    List<Parameter> parameters,
    @Nullable Body body,
    Map<Integer, Body> responses) {

  /// The order of routes in a document and, of several for one path and method, their priority.
  static final Comparator<Route> ORDER =
      Comparator.comparing((Route route) -> route.path().template())
          .thenComparing(Route::method)
          .thenComparing(Route::owner)
          .thenComparing(Route::handler);

  /// Returns the route under another template of the same shape: the path's parameters take its
  /// names.
  Route at(PathTemplate other) {
    List<Parameter> renamed = new ArrayList<>(parameters);
    for (int i = 0; i < other.variables().size(); i++) {
      renamed.set(i, parameters.get(i).named(other.variables().get(i)));
    }
    return new Route(
        framework, method, other, owner, handler, deprecated, renamed, body, responses);
  }

  /// Merges two routes for the same requests, which differ only in parts that a document cannot
  /// express.
  Route merge(Route other) {
    Map<String, Parameter> union = new LinkedHashMap<>();
    parameters.forEach(p -> union.put(p.key(), p.requiredIf(p.isIn("path") || other.has(p))));
    other.parameters.forEach(p -> union.putIfAbsent(p.key(), p.requiredIf(p.isIn("path"))));
    Map<Integer, Body> answers = new TreeMap<>(responses);
    other.responses.forEach((status, answer) -> answers.merge(status, answer, Body::merge));
    return new Route(
        framework,
        method,
        path,
        owner,
        handler,
        deprecated && other.deprecated,
        List.copyOf(union.values()),
        Body.either(body, other.body),
        answers);
  }

  private boolean has(Parameter parameter) {
    return parameters.stream().anyMatch(p -> p.key().equals(parameter.key()) && p.required());
  }
}
