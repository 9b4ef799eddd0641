package dev.obs.example.openapi;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A converter of a class file's annotations to [JavaAnnotation]s, all at once, so that damage is
/// found here and not later.
final class AnnotationReader {

  private AnnotationReader() {}

  static List<JavaAnnotation> of(AttributedElement element) {
    return element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(RuntimeVisibleAnnotationsAttribute::annotations)
        .map(AnnotationReader::all)
        .orElse(List.of());
  }

  static List<JavaAnnotation> all(List<Annotation> annotations) {
    return annotations.stream().map(AnnotationReader::one).toList();
  }

  private static JavaAnnotation one(Annotation annotation) {
    Map<String, Object> elements = new LinkedHashMap<>();
    for (AnnotationElement element : annotation.elements()) {
      elements.put(element.name().stringValue(), value(element.value()));
    }
    return new JavaAnnotation(
        TypeReader.ofDescriptor(annotation.className().stringValue()).name(), elements);
  }

  private static Object value(AnnotationValue value) {
    return switch (value) {
      case AnnotationValue.OfArray array -> {
        List<Object> values = new ArrayList<>();
        array.values().forEach(member -> values.add(value(member)));
        yield List.copyOf(values);
      }
      case AnnotationValue.OfAnnotation nested -> one(nested.annotation());
      case AnnotationValue.OfClass type ->
          TypeReader.ofDescriptor(type.className().stringValue()).name();
      case AnnotationValue.OfEnum constant -> constant.constantName().stringValue();
      case AnnotationValue.OfConstant constant -> constant.resolvedValue();
    };
  }
}
