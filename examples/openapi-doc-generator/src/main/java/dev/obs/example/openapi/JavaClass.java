package dev.obs.example.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled class with the parts that discovery needs.
///
/// @param name the binary name
/// @param superclass its binary name, or null for a class without one
/// @param isAbstract whether it is an interface or an abstract class
/// @param fields the fields with annotations
/// @param methods the methods with annotations, except synthetic and static ones
/// @param constants the names of an enum's constants
record JavaClass(
    String name,
    @Nullable String superclass,
    List<String> interfaces,
    boolean isAbstract,
    boolean deprecated,
    List<JavaAnnotation> annotations,
    List<JavaField> fields,
    List<JavaMethod> methods,
    List<String> constants) {

  String simpleName() {
    return JavaType.simpleName(name);
  }
}
