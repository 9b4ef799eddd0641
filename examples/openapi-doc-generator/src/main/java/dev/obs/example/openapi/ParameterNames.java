package dev.obs.example.openapi;

import java.lang.classfile.Attributes;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.attribute.LocalVariableTableAttribute;
import java.lang.classfile.attribute.MethodParameterInfo;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names of a method's parameters, which `javac -parameters` always keeps and `javac -g` for
/// methods with a body.
final class ParameterNames {

  private ParameterNames() {}

  /// Returns as many names as there are types, or none if the compiler kept none.
  static List<String> of(MethodModel method, List<Signature> types) {
    List<String> names = declared(method);
    if (names.size() != types.size()) {
      names = debug(method, types);
    }
    return names;
  }

  private static List<String> declared(MethodModel method) {
    List<String> names = new ArrayList<>();
    List<MethodParameterInfo> parameters =
        method
            .findAttribute(Attributes.methodParameters())
            .map(MethodParametersAttribute::parameters)
            .orElse(List.of());
    for (MethodParameterInfo parameter : parameters) {
      parameter.name().map(Utf8Entry::stringValue).ifPresent(names::add);
    }
    return names;
  }

  private static List<String> debug(MethodModel method, List<Signature> types) {
    List<LocalVariableInfo> variables =
        method
            .findAttribute(Attributes.code())
            .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
            .map(LocalVariableTableAttribute::localVariables)
            .orElse(List.of());
    Map<Integer, String> bySlot = new HashMap<>();
    for (LocalVariableInfo variable : variables) {
      if (variable.startPc() == 0) {
        bySlot.put(variable.slot(), variable.name().stringValue());
      }
    }
    List<String> names = new ArrayList<>();
    int slot = 1; // 0 is this
    for (Signature type : types) {
      String name = bySlot.get(slot);
      if (name == null) {
        return List.of();
      }
      names.add(name);
      slot += isWide(type) ? 2 : 1;
    }
    return names;
  }

  private static boolean isWide(Signature type) {
    return type instanceof Signature.BaseTypeSig base
        && (base.baseType() == 'J' || base.baseType() == 'D');
  }
}
