package dev.obs.example.openapi;

import java.util.List;

/// An annotated field.
record JavaField(String name, JavaType type, List<JavaAnnotation> annotations) {}
