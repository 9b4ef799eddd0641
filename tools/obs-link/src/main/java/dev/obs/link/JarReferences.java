package dev.obs.link;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// The references of a jar's classes, read from their constant pools.
///
/// The types of annotations are left out: the JVM ignores missing ones.
final class JarReferences {
  private static final String SERVICE_LOADER = "java/util/ServiceLoader";

  private final ClassFile parser =
      ClassFile.of(
          ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);
  private final NavigableSet<String> packages = new TreeSet<>();
  private final NavigableSet<String> services = new TreeSet<>();

  private JarReferences() {}

  /// Reads every class of the jar that is visible to the running JDK (including those of
  /// `META-INF/versions`).
  static JarReferences of(Path jar) throws IOException {
    JarReferences references = new JarReferences();
    try (JarFile file = new JarFile(jar.toFile(), false, JarFile.OPEN_READ, Runtime.version())) {
      for (JarEntry entry : file.versionedStream().toList()) {
        if (entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class")) {
          try (InputStream in = file.getInputStream(entry)) {
            references.read(in.readAllBytes());
          } catch (IllegalArgumentException e) {
            throw new LinkException(
                jar + ": " + entry.getName() + " is not a class this JDK can read", e);
          }
        }
      }
    }
    return references;
  }

  /// Returns the names of the packages of all classes named in code, descriptors and declarations.
  NavigableSet<String> packages() {
    return packages;
  }

  /// Returns the names of the services that its code requests from [java.util.ServiceLoader] by a
  /// class literal.
  NavigableSet<String> services() {
    return services;
  }

  private void read(byte[] bytes) {
    ClassModel model = parser.parse(bytes);
    boolean loadsServices = false;
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> {
          addClass(type.asInternalName());
          loadsServices |= type.asInternalName().equals(SERVICE_LOADER);
        }
        case NameAndTypeEntry member -> addDescriptor(member.type().stringValue());
        case MethodTypeEntry type -> addDescriptor(type.descriptor().stringValue());
        default -> {}
      }
    }
    model.fields().forEach(field -> addDescriptor(field.fieldType().stringValue()));
    for (MethodModel method : model.methods()) {
      addDescriptor(method.methodType().stringValue());
      if (loadsServices) {
        addServices(method);
      }
    }
  }

  /// Adds all class literals of a method that calls `ServiceLoader.load`: one of them is the
  /// service. An additional literal is harmless.
  private void addServices(MethodModel method) {
    NavigableSet<String> literals = new TreeSet<>();
    boolean[] loads = {false};
    method
        .code()
        .ifPresent(code ->
            code.forEach(element -> {
              if (element instanceof InvokeInstruction call) {
                loads[0] |=
                    call.owner().asInternalName().equals(SERVICE_LOADER)
                        && call.name().stringValue().startsWith("load");
              } else if (element instanceof LoadConstantInstruction constant
                  && constant.constantEntry() instanceof ClassEntry type
                  && !type.asInternalName().startsWith("[")) {
                literals.add(type.asInternalName().replace('/', '.'));
              }
            }));
    if (loads[0]) {
      services.addAll(literals);
    }
  }

  private void addClass(String internalName) {
    if (internalName.startsWith("[")) {
      addDescriptor(internalName);
    } else {
      int slash = internalName.lastIndexOf('/');
      if (slash > 0) {
        packages.add(internalName.substring(0, slash).replace('/', '.'));
      }
    }
  }

  private void addDescriptor(String descriptor) {
    for (int start = descriptor.indexOf('L'); start >= 0; ) {
      int end = descriptor.indexOf(';', start);
      addClass(descriptor.substring(start + 1, end));
      start = descriptor.indexOf('L', end);
    }
  }
}
