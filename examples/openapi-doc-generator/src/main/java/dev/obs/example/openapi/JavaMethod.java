package dev.obs.example.openapi;

import java.util.List;

/// A method that has an annotation, on itself or on a parameter.
///
/// @param owner the binary name of the class that declares it
/// @param descriptor distinguishes it from its overloads
record JavaMethod(
    String owner,
    String name,
    String descriptor,
    boolean isPublic,
    JavaType returns,
    List<JavaParameter> parameters,
    List<JavaAnnotation> annotations,
    boolean deprecated) {

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /// Returns the part that a subclass's method must repeat to override this one.
  String key() {
    return name + descriptor;
  }
}
