package dev.obs.example.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The names of Spring's web annotations.
final class Spring {
  private static final String WEB = "org.springframework.web.bind.annotation.";
  private static final Set<String> STEREOTYPES =
      Set.of("org.springframework.stereotype.Controller", WEB + "RestController");
  private static final Map<String, String> METHODS =
      Map.of(
          WEB + "GetMapping", "get",
          WEB + "PostMapping", "post",
          WEB + "PutMapping", "put",
          WEB + "DeleteMapping", "delete",
          WEB + "PatchMapping", "patch");

  private Spring() {}

  static Predicate<String> is(String... names) {
    Set<String> types = Set.of(names);
    return type -> type.startsWith(WEB) && types.contains(type.substring(WEB.length()));
  }

  static boolean isStereotype(String type) {
    return STEREOTYPES.contains(type);
  }

  static boolean isMapping(String type) {
    return type.equals(WEB + "RequestMapping") || METHODS.containsKey(type);
  }

  /// Returns the name of an annotation of a handler's parameter, or null if it is not one of
  /// Spring's.
  static @Nullable String name(String type) {
    return type.startsWith(WEB) ? type.substring(WEB.length()) : null;
  }

  /// Returns the HTTP methods of a mapping in lower case; none means all.
  static List<String> methods(JavaAnnotation mapping) {
    String method = METHODS.get(mapping.type());
    return method != null
        ? List.of(method)
        : mapping.texts("method").stream().map(m -> m.toLowerCase(Locale.ROOT)).toList();
  }
}
