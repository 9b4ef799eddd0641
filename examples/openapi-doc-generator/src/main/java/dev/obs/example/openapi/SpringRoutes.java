package dev.obs.example.openapi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The routes of Spring's controllers, and of interfaces that describe an API but are not
/// implemented in the jar; interfaces of Feign clients belong to foreign services.
///
/// See https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller.html.
final class SpringRoutes {
  private static final String FRAMEWORK = "spring";

  /// The documented methods of a mapping without a method; it also accepts HEAD and OPTIONS.
  private static final List<String> ALL_METHODS = List.of("get", "post", "put", "patch", "delete");

  private static final Map<String, Integer> STATUS =
      Map.of(
          "CREATED", 201,
          "ACCEPTED", 202,
          "NON_AUTHORITATIVE_INFORMATION", 203,
          "NO_CONTENT", 204,
          "RESET_CONTENT", 205,
          "PARTIAL_CONTENT", 206);

  private final Classes classes;
  private final Schemas schemas;
  private final SpringInputs reader;
  private final RouteTable table;

  SpringRoutes(Classes classes, RouteTable table) {
    this.classes = classes;
    this.schemas = new Schemas(classes);
    this.reader = new SpringInputs(schemas);
    this.table = table;
  }

  void discover() {
    for (JavaClass controller : classes.roots(this::isController, type -> !isClient(type))) {
      JavaAnnotation shared = onClass(controller, Spring.is("RequestMapping"));
      for (JavaMethod handler : classes.methods(controller, method -> mapping(method) != null)) {
        JavaAnnotation own = Objects.requireNonNull(mapping(handler));
        for (String prefix : paths(shared)) {
          for (String path : paths(own)) {
            add(controller, handler, shared, own, PathTemplate.join(prefix, path));
          }
        }
      }
    }
  }

  private void add(
      JavaClass controller,
      JavaMethod handler,
      @Nullable JavaAnnotation shared,
      JavaAnnotation own,
      String path) {
    TreeSet<String> methods = new TreeSet<>(Spring.methods(own));
    methods.addAll(shared == null ? List.of() : Spring.methods(shared));
    PathTemplate template = PathTemplate.parse(path);
    Inputs inputs = new Inputs(schemas);
    reader.parameters(handler, inputs);
    for (String method : methods.isEmpty() ? ALL_METHODS : methods) {
      if (table.isFull()) {
        return;
      }
      table.add(
          new Route(
              FRAMEWORK,
              method,
              template,
              controller.simpleName(),
              handler.name(),
              handler.deprecated() || controller.deprecated(),
              inputs.parameters(template),
              inputs.body(mediaTypes(shared, own, "consumes"), "application/json"),
              Map.of(status(handler), answer(controller, handler, shared, own))));
    }
  }

  private Body answer(
      JavaClass controller,
      JavaMethod handler,
      @Nullable JavaAnnotation shared,
      JavaAnnotation own) {
    JavaType value = Results.value(handler.returns());
    if (Results.isNothing(value) || status(handler) == 204 || status(handler) == 205) {
      return new Body(true, Map.of());
    }
    if (isView(controller, handler)) {
      return new Body(true, Map.of("text/html", Map.of("type", "string")));
    }
    String fallback = value.name().equals("java.lang.String") ? "text/plain" : "application/json";
    List<String> produces = mediaTypes(shared, own, "produces");
    return new Body(true, Inputs.content(produces, fallback, schemas.of(value)));
  }

  /// Returns whether the handler returns the name of a view instead of a response.
  private boolean isView(JavaClass controller, JavaMethod handler) {
    return onClass(controller, Spring.is("ResponseBody", "RestController")) == null
        && classes.annotation(handler.annotations(), Spring.is("ResponseBody")) == null
        && !handler.returns().name().startsWith("org.springframework.http.")
        && !controller.isAbstract();
  }

  private int status(JavaMethod handler) {
    JavaAnnotation declared =
        classes.annotation(handler.annotations(), Spring.is("ResponseStatus"));
    List<String> names = declared == null ? List.of() : declared.texts("code", "value");
    return names.isEmpty() ? 200 : STATUS.getOrDefault(names.getFirst(), 200);
  }

  private static List<String> mediaTypes(
      @Nullable JavaAnnotation shared, JavaAnnotation own, String element) {
    List<String> values = own.texts(element);
    return MediaTypes.of(values.isEmpty() && shared != null ? shared.texts(element) : values);
  }

  private static List<String> paths(@Nullable JavaAnnotation mapping) {
    List<String> paths = mapping == null ? List.of() : mapping.texts("path", "value");
    return paths.isEmpty() ? List.of("") : paths.stream().map(SpringPath::plain).toList();
  }

  private boolean isController(JavaClass type) {
    return onClass(type, Spring::isStereotype) != null
        || onClass(type, Spring.is("RequestMapping")) != null;
  }

  private static boolean isClient(JavaClass type) {
    return type.annotations().stream()
        .anyMatch(a -> a.type().equals("org.springframework.cloud.openfeign.FeignClient"));
  }

  private @Nullable JavaAnnotation mapping(JavaMethod method) {
    return classes.annotation(method.annotations(), Spring::isMapping);
  }

  private @Nullable JavaAnnotation onClass(JavaClass type, Predicate<String> annotation) {
    for (JavaClass parent : classes.lineage(type)) {
      JavaAnnotation found = classes.annotation(parent.annotations(), annotation);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
