package dev.obs.example.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An HTTP route: a method and a path, and what goes in and out.
///
/// @param framework `jaxrs` or `spring`
/// @param method in lower case, as OpenAPI names it
/// @param path the template
/// @param owner the simple name of the class that serves it
/// @param handler the name of the Java method
/// @param parameters those of the path first and in its order, then the others
/// @param body the request's, or null
/// @param responses by status
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

  /// The order in which a document names routes and, of several for one path and method, the order
  /// in which they have a say.
  static final Comparator<Route> ORDER =
      Comparator.comparing((Route route) -> route.path().template())
          .thenComparing(Route::method)
          .thenComparing(Route::owner)
          .thenComparing(Route::handler);

  /// The route under another template of the same shape: the path's parameters take its names.
  Route at(PathTemplate other) {
    List<Parameter> renamed = new ArrayList<>(parameters);
    for (int i = 0; i < other.variables().size(); i++) {
      renamed.set(i, parameters.get(i).named(other.variables().get(i)));
    }
    return new Route(
        framework, method, other, owner, handler, deprecated, renamed, body, responses);
  }

  /// Two routes for the same requests, told apart by what a document has no place for.
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
