package dev.obs.example.openapi;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.RuntimeVisibleParameterAnnotationsAttribute;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/// A reader of a class file that does not load the class.
final class ClassReader {

  private ClassReader() {}

  /// @throws RuntimeException of any kind if the bytes are not a class file known to this JDK
  static JavaClass read(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    String name = binaryName(model.thisClass());
    return new JavaClass(
        name,
        model.superclass().map(ClassReader::binaryName).orElse(null),
        model.interfaces().stream().map(ClassReader::binaryName).toList(),
        model.flags().has(AccessFlag.ABSTRACT),
        deprecated(model),
        AnnotationReader.of(model),
        fields(model),
        methods(model, name),
        constants(model));
  }

  private static List<JavaField> fields(ClassModel model) {
    List<JavaField> fields = new ArrayList<>();
    for (FieldModel field : model.fields()) {
      List<JavaAnnotation> annotations = AnnotationReader.of(field);
      if (!annotations.isEmpty()) {
        Signature type =
            field
                .findAttribute(Attributes.signature())
                .map(SignatureAttribute::asTypeSignature)
                .orElseGet(() -> Signature.parseFrom(field.fieldType().stringValue()));
        fields.add(
            new JavaField(field.fieldName().stringValue(), TypeReader.of(type), annotations));
      }
    }
    return List.copyOf(fields);
  }

  private static List<JavaMethod> methods(ClassModel model, String owner) {
    List<JavaMethod> methods = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      // compilers copy annotations to bridge methods, which would count twice
      if (method.flags().has(AccessFlag.SYNTHETIC) || method.flags().has(AccessFlag.STATIC)) {
        continue;
      }
      List<JavaAnnotation> annotations = AnnotationReader.of(method);
      List<List<Annotation>> onParameters =
          method
              .findAttribute(Attributes.runtimeVisibleParameterAnnotations())
              .map(RuntimeVisibleParameterAnnotationsAttribute::parameterAnnotations)
              .orElse(List.of());
      if (!annotations.isEmpty() || onParameters.stream().anyMatch(list -> !list.isEmpty())) {
        MethodSignature signature = signature(method);
        methods.add(
            new JavaMethod(
                owner,
                method.methodName().stringValue(),
                method.methodType().stringValue(),
                method.flags().has(AccessFlag.PUBLIC),
                TypeReader.of(signature.result()),
                parameters(method, signature.arguments(), onParameters),
                annotations,
                deprecated(method)));
      }
    }
    return List.copyOf(methods);
  }

  private static List<JavaParameter> parameters(
      MethodModel method, List<Signature> types, List<List<Annotation>> annotations) {
    List<String> names = ParameterNames.of(method, types);
    // in an inner class's constructor the hidden outer instance has no annotations
    int hidden = types.size() - annotations.size();
    List<JavaParameter> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      boolean annotated = !annotations.isEmpty() && i >= hidden;
      parameters.add(
          new JavaParameter(
              names.isEmpty() ? null : names.get(i),
              TypeReader.of(types.get(i)),
              annotated ? AnnotationReader.all(annotations.get(i - hidden)) : List.of()));
    }
    return List.copyOf(parameters);
  }

  /// Returns the generic signature, if it has the same parameters as the descriptor.
  private static MethodSignature signature(MethodModel method) {
    MethodSignature erased = MethodSignature.parseFrom(method.methodType().stringValue());
    return method
        .findAttribute(Attributes.signature())
        .map(SignatureAttribute::asMethodSignature)
        .filter(generic -> generic.arguments().size() == erased.arguments().size())
        .orElse(erased);
  }

  private static List<String> constants(ClassModel model) {
    return model.fields().stream()
        .filter(field -> field.flags().has(AccessFlag.ENUM))
        .map(field -> field.fieldName().stringValue())
        .toList();
  }

  private static boolean deprecated(AttributedElement element) {
    return element.findAttribute(Attributes.deprecated()).isPresent();
  }

  private static String binaryName(ClassEntry entry) {
    return entry.asInternalName().replace('/', '.');
  }
}
