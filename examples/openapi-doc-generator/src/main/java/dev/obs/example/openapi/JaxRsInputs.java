package dev.obs.example.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reader of the parameters of Jakarta REST methods, resource classes and parameter beans.
///
/// Matrix parameters are left out: OpenAPI cannot express their place in the path.
final class JaxRsInputs {
  private static final Map<String, String> PLACES =
      Map.of(
          "PathParam", "path",
          "QueryParam", "query",
          "HeaderParam", "header",
          "CookieParam", "cookie");

  private final Classes classes;

  JaxRsInputs(Classes classes) {
    this.classes = classes;
  }

  /// Adds the parameters of a method; one without an annotation of Jakarta REST is the body.
  void parameters(JavaMethod method, Inputs inputs) {
    for (JavaParameter parameter : method.parameters()) {
      List<JavaAnnotation> annotations = parameter.annotations();
      if (annotations.stream().noneMatch(a -> JaxRs.name(a.type()) != null)) {
        inputs.entity(parameter.type(), true);
      } else {
        input(parameter.type(), annotations, inputs, new HashSet<>());
      }
    }
  }

  /// Adds the injected fields, properties and constructor parameters of a class.
  void members(JavaClass type, Inputs inputs) {
    members(type, inputs, new HashSet<>());
  }

  private void members(JavaClass type, Inputs inputs, Set<String> seen) {
    if (!seen.add(type.name())) {
      return;
    }
    for (JavaClass parent : classes.lineage(type)) {
      for (JavaField field : parent.fields()) {
        input(field.type(), field.annotations(), inputs, seen);
      }
      for (JavaMethod method : parent.methods()) {
        if (method.isConstructor()) {
          method.parameters().forEach(p -> input(p.type(), p.annotations(), inputs, seen));
        } else if (method.name().startsWith("set") && method.parameters().size() == 1) {
          input(method.parameters().getFirst().type(), method.annotations(), inputs, seen);
        }
      }
    }
  }

  private void input(
      JavaType type, List<JavaAnnotation> annotations, Inputs inputs, Set<String> seen) {
    String fallback = text(JaxRs.find(annotations, "DefaultValue"));
    boolean deprecated =
        annotations.stream().anyMatch(a -> a.type().equals("java.lang.Deprecated"));
    for (JavaAnnotation annotation : annotations) {
      String kind = String.valueOf(JaxRs.name(annotation.type()));
      String place = PLACES.get(kind);
      String name = text(annotation);
      if (place != null && name != null) {
        inputs.parameter(place, name, type, false, deprecated, fallback);
      } else if (kind.equals("FormParam") && name != null) {
        inputs.field(name, type, false);
      } else if (kind.equals("BeanParam")) {
        JavaClass bean = classes.find(type.name());
        if (bean != null) {
          members(bean, inputs, seen);
        }
      }
    }
  }

  private static @Nullable String text(@Nullable JavaAnnotation annotation) {
    return annotation == null ? null : annotation.text("value");
  }
}
