package dev.obs.example.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A reader of the parameters of Spring's handler methods.
///
/// Model attributes, matrix variables and objects that Spring itself passes (request, session,
/// model, principal ...) are left out.
final class SpringInputs {
  private static final Map<String, String> PLACES =
      Map.of(
          "PathVariable", "path",
          "RequestParam", "query",
          "RequestHeader", "header",
          "CookieValue", "cookie");

  private static final Set<String> HANDED_IN =
      Set.of("java.io.InputStream", "java.util.Locale", "java.time.ZoneId");

  private static final Set<String> ENTITIES =
      Set.of("org.springframework.http.HttpEntity", "org.springframework.http.RequestEntity");

  /// Parameters that receive all values of a place at once.
  private static final Set<String> ALL =
      Set.of(
          "java.util.Map",
          "org.springframework.http.HttpHeaders",
          "org.springframework.util.MultiValueMap");

  private final Schemas schemas;

  SpringInputs(Schemas schemas) {
    this.schemas = schemas;
  }

  void parameters(JavaMethod method, Inputs inputs) {
    for (JavaParameter parameter : method.parameters()) {
      List<JavaAnnotation> web =
          parameter.annotations().stream().filter(a -> Spring.name(a.type()) != null).toList();
      if (web.isEmpty()) {
        implicit(parameter, inputs);
      } else {
        web.forEach(annotation -> declared(parameter, annotation, inputs));
      }
    }
  }

  private void declared(JavaParameter parameter, JavaAnnotation annotation, Inputs inputs) {
    String kind = String.valueOf(Spring.name(annotation.type()));
    JavaType type = parameter.type();
    boolean optional = type.name().equals("java.util.Optional");
    String fallback = annotation.text("defaultValue");
    boolean required = annotation.flag("required", true) && fallback == null && !optional;
    List<String> names = annotation.texts("name", "value");
    String name = names.isEmpty() ? parameter.name() : names.getFirst();
    String place = PLACES.get(kind);
    if (kind.equals("RequestBody")) {
      inputs.entity(type, required);
    } else if (name == null || (names.isEmpty() && ALL.contains(type.name()))) {
      return;
    } else if (kind.equals("RequestPart") || (kind.equals("RequestParam") && isFile(type))) {
      inputs.part(name, type, required);
    } else if (place != null) {
      inputs.parameter(place, name, type, required, deprecated(parameter), fallback);
    }
  }

  private void implicit(JavaParameter parameter, Inputs inputs) {
    JavaType type = parameter.type();
    String name = parameter.name();
    if (ENTITIES.contains(type.name())) {
      inputs.entity(type.argument(0), true);
    } else if (name != null && isFile(type)) {
      inputs.part(name, type, false);
    } else if (name != null && schemas.isSimple(type) && !HANDED_IN.contains(type.name())) {
      inputs.parameter("query", name, type, false, deprecated(parameter), null);
    }
  }

  private static boolean isFile(JavaType type) {
    return type.name().equals("org.springframework.web.multipart.MultipartFile")
        || type.arguments().stream().anyMatch(SpringInputs::isFile);
  }

  private static boolean deprecated(JavaParameter parameter) {
    return parameter.annotations().stream().anyMatch(a -> a.type().equals("java.lang.Deprecated"));
  }
}
