package dev.obs.example.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What discovery needs of a compiled class.
///
/// @param name the binary name
/// @param superclass its binary name, or null for a class that has none
/// @param isAbstract whether it is an interface or an abstract class
/// @param fields those with annotations
/// @param methods those with annotations, synthetic and static ones left out
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
