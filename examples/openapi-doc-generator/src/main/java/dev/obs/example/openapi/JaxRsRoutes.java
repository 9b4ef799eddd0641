package dev.obs.example.openapi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The routes of Jakarta REST resources: root classes with `@Path`, and below them the results of
/// their sub-resource locators, as far as declared types show them.
///
/// Annotations are inherited as the specification requires (3.6), and those of a class too, as all
/// implementations do. See https://jakarta.ee/specifications/restful-ws/4.0/.
final class JaxRsRoutes {
  private static final String FRAMEWORK = "jaxrs";
  private static final String ANY_TYPE = "*/*";

  /// More sub-resources than any API has; locators that share types can create exponentially many.
  private static final int MAX_RESOURCES = 10_000;

  private final Classes classes;
  private final Schemas schemas;
  private final JaxRsInputs reader;
  private final RouteTable table;
  private final Deque<String> nesting = new ArrayDeque<>();
  private int resources;

  JaxRsRoutes(Classes classes, RouteTable table) {
    this.classes = classes;
    this.schemas = new Schemas(classes);
    this.reader = new JaxRsInputs(classes);
    this.table = table;
  }

  void discover() {
    String base = applicationPath();
    for (JavaClass root : classes.roots(type -> path(type) != null, type -> path(type) != null)) {
      resource(root, below(base, Objects.requireNonNull(path(root))), new Inputs(schemas));
    }
  }

  /// Returns the path of the one `Application` of the jar; with several, the owner of each class is
  /// unknown.
  private String applicationPath() {
    List<JavaAnnotation> applications =
        classes.all().stream()
            .map(type -> JaxRs.find(type.annotations(), "ApplicationPath"))
            .filter(Objects::nonNull)
            .toList();
    String path = applications.size() == 1 ? text(applications.getFirst()) : null;
    return path == null ? "" : below("", path);
  }

  private void resource(JavaClass type, String path, Inputs outer) {
    if (nesting.contains(type.name())) {
      table.warn(path + ": " + type.name() + " contains itself; documented once");
      return;
    }
    if (++resources > MAX_RESOURCES) {
      table.limit(
          "more than " + MAX_RESOURCES + " resources and sub-resources; the rest is left out");
      return;
    }
    nesting.push(type.name());
    Inputs shared = new Inputs(outer);
    reader.members(type, shared);
    for (JavaMethod method : classes.methods(type, this::isResourceMethod)) {
      if (table.isFull()) {
        break;
      }
      Inputs inputs = new Inputs(shared);
      reader.parameters(method, inputs);
      String http = JaxRs.method(classes, method.annotations());
      String relative = text(JaxRs.find(method.annotations(), "Path"));
      String absolute = relative == null ? path : below(path, relative);
      if (http != null) {
        table.add(route(type, method, http, absolute, inputs));
      } else {
        subResource(method, absolute, inputs);
      }
    }
    nesting.pop();
  }

  private boolean isResourceMethod(JavaMethod method) {
    return method.isPublic()
        && (JaxRs.find(method.annotations(), "Path") != null
            || JaxRs.method(classes, method.annotations()) != null);
  }

  private void subResource(JavaMethod locator, String path, Inputs inputs) {
    JavaType returned = locator.returns();
    String name =
        returned.name().equals("java.lang.Class") ? returned.argument(0).name() : returned.name();
    JavaClass type = classes.find(name);
    if (type == null) {
      table.warn(path + ": " + name + " is not in the jar; its routes are left out");
    } else {
      resource(type, path, inputs);
    }
  }

  private Route route(JavaClass type, JavaMethod method, String http, String path, Inputs inputs) {
    PathTemplate template = PathTemplate.parse(path);
    JavaType value = isAsynchronous(method) ? JavaType.ANY : Results.value(method.returns());
    List<String> produces = mediaTypes(type, method, "Produces");
    Body answer =
        Results.isNothing(value)
            ? new Body(true, Map.of())
            : new Body(true, Inputs.content(produces, ANY_TYPE, schemas.of(value)));
    return new Route(
        FRAMEWORK,
        http,
        template,
        type.simpleName(),
        method.name(),
        method.deprecated() || type.deprecated(),
        inputs.parameters(template),
        inputs.body(mediaTypes(type, method, "Consumes"), ANY_TYPE),
        Map.of(Results.isNothing(value) ? 204 : 200, answer));
  }

  private static boolean isAsynchronous(JavaMethod method) {
    return method.parameters().stream()
        .anyMatch(p -> JaxRs.find(p.annotations(), "container.Suspended") != null);
  }

  private List<String> mediaTypes(JavaClass type, JavaMethod method, String annotation) {
    JavaAnnotation declared = JaxRs.find(method.annotations(), annotation);
    for (JavaClass parent : declared == null ? classes.lineage(type) : List.<JavaClass>of()) {
      declared = declared == null ? JaxRs.find(parent.annotations(), annotation) : declared;
    }
    return declared == null ? List.of() : MediaTypes.of(declared.texts("value"));
  }

  private @Nullable String path(JavaClass type) {
    for (JavaClass parent : classes.lineage(type)) {
      String path = text(JaxRs.find(parent.annotations(), "Path"));
      if (path != null) {
        return path;
      }
    }
    return null;
  }

  private static String below(String prefix, String path) {
    return PathTemplate.join(prefix, PathTemplate.strip(path));
  }

  private static @Nullable String text(@Nullable JavaAnnotation annotation) {
    return annotation == null ? null : annotation.text("value");
  }
}
