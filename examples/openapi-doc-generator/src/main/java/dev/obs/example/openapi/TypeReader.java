package dev.obs.example.openapi;

import java.lang.classfile.Signature;
import java.util.ArrayList;
import java.util.List;

/// A converter of signatures to [JavaType]s.
final class TypeReader {
  /// Deeper than any hand-written type; deeper levels count as any type.
  private static final int MAX_DEPTH = 16;

  private TypeReader() {}

  static JavaType ofDescriptor(String descriptor) {
    return of(Signature.parseFrom(descriptor));
  }

  static JavaType of(Signature signature) {
    return of(signature, 0);
  }

  private static JavaType of(Signature signature, int depth) {
    if (depth > MAX_DEPTH) {
      return JavaType.ANY;
    }
    return switch (signature) {
      case Signature.BaseTypeSig base -> new JavaType(primitive(base.baseType()), List.of());
      case Signature.ArrayTypeSig array ->
          new JavaType(JavaType.ARRAY, List.of(of(array.componentSignature(), depth + 1)));
      case Signature.TypeVarSig _ -> JavaType.ANY;
      case Signature.ClassTypeSig type -> {
        List<JavaType> arguments = new ArrayList<>();
        for (Signature.TypeArg argument : type.typeArgs()) {
          arguments.add(argument(argument, depth + 1));
        }
        yield new JavaType(name(type), arguments);
      }
    };
  }

  private static JavaType argument(Signature.TypeArg argument, int depth) {
    return switch (argument) {
      case Signature.TypeArg.Unbounded _ -> JavaType.ANY;
      case Signature.TypeArg.Bounded bounded -> of(bounded.boundType(), depth);
    };
  }

  private static String name(Signature.ClassTypeSig type) {
    String name = type.className().replace('/', '.');
    return type.outerType().map(outer -> name(outer) + "$" + name).orElse(name);
  }

  private static String primitive(char code) {
    return switch (code) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      default -> "void";
    };
  }
}
