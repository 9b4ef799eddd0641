package dev.obs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The classes, methods and fields of OpenTelemetry that classes refer to and its jars lack.
final class MissingMembers {
  private static final String OPENTELEMETRY = "io/opentelemetry/";

  private final List<ClassModel> referring;
  private final Map<String, ClassModel> known = new HashMap<>();
  private final Set<String> missing = new TreeSet<>();

  private MissingMembers(List<ClassModel> referring, List<ClassModel> available) {
    this.referring = referring;
    Stream.concat(referring.stream(), available.stream())
        .forEach(each -> known.put(each.thisClass().asInternalName(), each));
  }

  /// Returns the full names, those of methods with `()`.
  ///
  /// @param jars the jars whose classes refer to OpenTelemetry
  /// @param available the jars of OpenTelemetry
  static Set<String> of(List<Path> jars, List<Path> available) {
    MissingMembers all = new MissingMembers(classes(jars), classes(available));
    all.referring.forEach(all::read);
    return all.missing;
  }

  private static List<ClassModel> classes(List<Path> jars) {
    return jars.stream().flatMap(jar -> classes(jar).stream()).toList();
  }

  private static List<ClassModel> classes(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().matches("(?!META-INF/).*(?<!module-info)\\.class"))
          .map(entry -> parsed(file, entry))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ClassModel parsed(JarFile file, JarEntry entry) {
    try (InputStream in = file.getInputStream(entry)) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void read(ClassModel type) {
    type.constantPool()
        .forEach(entry -> {
          switch (entry) {
            case MemberRefEntry member -> read(member);
            case ClassEntry named -> {
              String name = named.asInternalName().replaceFirst("^\\[+L?", "").replace(";", "");
              if (name.startsWith(OPENTELEMETRY) && !known.containsKey(name)) {
                missing.add(name.replace('/', '.'));
              }
            }
            default -> {}
          }
        });
  }

  private void read(MemberRefEntry member) {
    String owner = member.owner().asInternalName();
    String name = member.name().stringValue();
    if (known.containsKey(owner) && !has(owner, name, member.type().stringValue())) {
      missing.add(
          owner.replace('/', '.') + "." + name + (member instanceof FieldRefEntry ? "" : "()"));
    }
  }

  /// Returns whether a class has or inherits a member. One that is neither of Obs nor of
  /// OpenTelemetry is taken to have it if the JDK has it, or if it cannot be known.
  private boolean has(String owner, String name, String descriptor) {
    ClassModel type = known.get(owner);
    if (type == null) {
      return !owner.startsWith(OPENTELEMETRY) && hasForeign(owner, name);
    }
    return type.methods().stream()
            .anyMatch(each ->
                each.methodName().equalsString(name) && each.methodType().equalsString(descriptor))
        || type.fields().stream()
            .anyMatch(each ->
                each.fieldName().equalsString(name) && each.fieldType().equalsString(descriptor))
        || Stream.concat(type.superclass().stream(), type.interfaces().stream())
            .anyMatch(above -> has(above.asInternalName(), name, descriptor));
  }

  private static boolean hasForeign(String owner, String name) {
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'), false, null);
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        if (name.equals("<init>")
            || Arrays.stream(each.getDeclaredMethods()).anyMatch(it -> it.getName().equals(name))
            || Arrays.stream(each.getDeclaredFields()).anyMatch(it -> it.getName().equals(name))) {
          return true;
        }
      }
      return Arrays.stream(type.getMethods()).anyMatch(it -> it.getName().equals(name));
    } catch (ClassNotFoundException unknown) {
      return true;
    }
  }
}
