package dev.obs.example.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The names of Jakarta REST, and of JAX-RS in the former package `javax`.
final class JaxRs {
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

  private JaxRs() {}

  /// Returns a predicate for a type of that name in either package.
  static Predicate<String> is(String name) {
    return type -> name.equals(name(type));
  }

  /// Returns the name of a type below `jakarta.ws.rs` or `javax.ws.rs`, or null if it is elsewhere.
  static @Nullable String name(String type) {
    for (String prefix : List.of("jakarta.ws.rs.", "javax.ws.rs.")) {
      if (type.startsWith(prefix)) {
        return type.substring(prefix.length());
      }
    }
    return null;
  }

  static @Nullable JavaAnnotation find(List<JavaAnnotation> annotations, String name) {
    for (JavaAnnotation annotation : annotations) {
      if (name.equals(name(annotation.type()))) {
        return annotation;
      }
    }
    return null;
  }

  /// Returns the HTTP method of an annotation in lower case, or null if it has none.
  static @Nullable String method(Classes classes, List<JavaAnnotation> annotations) {
    for (JavaAnnotation annotation : annotations) {
      String name = name(annotation.type());
      if (name != null && METHODS.contains(name)) {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    JavaAnnotation declared = classes.annotation(annotations, is("HttpMethod"));
    String value = declared == null ? null : declared.text("value");
    return value == null ? null : value.toLowerCase(Locale.ROOT);
  }
}
