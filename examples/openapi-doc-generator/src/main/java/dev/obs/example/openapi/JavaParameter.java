package dev.obs.example.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A method's parameter.
///
/// @param name its name in the source, or null if the compiler did not keep it
record JavaParameter(@Nullable String name, JavaType type, List<JavaAnnotation> annotations) {}
