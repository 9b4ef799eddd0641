package dev.obs.example.openapi;

import java.util.List;

/// A type in a signature: a primitive, a class with its type arguments, or an array.
///
/// @param name a primitive's name, a class's binary name, or `[]` for an array
/// @param arguments the type arguments, or the one element type of an array
record JavaType(String name, List<JavaType> arguments) {
  static final String ARRAY = "[]";
  static final JavaType ANY = new JavaType("java.lang.Object", List.of());

  JavaType {
    arguments = List.copyOf(arguments);
  }

  boolean isArray() {
    return name.equals(ARRAY);
  }

  /// Returns the type argument at `index`, or any type for a raw class.
  JavaType argument(int index) {
    return index < arguments.size() ? arguments.get(index) : ANY;
  }

  String simpleName() {
    return simpleName(name);
  }

  static String simpleName(String binaryName) {
    return binaryName.substring(
        Math.max(binaryName.lastIndexOf('.'), binaryName.lastIndexOf('$')) + 1);
  }
}
