package dev.obs.link;

import static java.lang.classfile.ClassFile.ACC_MANDATED;
import static java.lang.classfile.ClassFile.ACC_OPEN;
import static java.lang.classfile.ClassFile.ACC_STATIC_PHASE;
import static java.lang.classfile.ClassFile.ACC_TRANSITIVE;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.classfile.attribute.ModuleAttribute.ModuleAttributeBuilder;
import java.lang.classfile.attribute.ModuleRequireInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Provides;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// A writer and editor of `module-info.class`.
final class Descriptors {
  private final PackageIndex index;

  Descriptors(PackageIndex index) {
    this.index = index;
  }

  /// Returns an open descriptor with the rights of an automatic module: it exports everything,
  /// reads every module that its classes refer to, provides its services, and may load the services
  /// that its code requests.
  ///
  /// Services that no module contains are left out, because a descriptor that names them cannot be
  /// resolved. There is no `ModulePackages` attribute: jlink creates it with the packages that
  /// contain only resources, which an automatic module does not have.
  byte[] explicit(ModuleDescriptor automatic, JarReferences references, Set<String> optional) {
    ModuleAttribute module =
        ModuleAttribute.of(
            ModuleDesc.of(automatic.name()),
            builder -> {
              builder.moduleFlags(ACC_OPEN);
              automatic.rawVersion().ifPresent(builder::moduleVersion);
              builder.requires(ModuleDesc.of("java.base"), ACC_MANDATED, null);
              for (String name : requires(automatic, references)) {
                int phase = optional.contains(name) ? ACC_STATIC_PHASE : 0;
                // as among automatic modules: a reader of one of them reads the modules that it
                // reads
                builder.requires(ModuleDesc.of(name), ACC_TRANSITIVE | phase, null);
              }
              new TreeSet<>(automatic.packages())
                  .forEach(name -> builder.exports(PackageDesc.of(name), List.of()));
              references.services().stream()
                  .filter(service -> index.moduleOfClass(service).isPresent())
                  .forEach(service -> builder.uses(ClassDesc.of(service)));
              automatic.provides().stream()
                  .sorted()
                  .filter(provides -> index.moduleOfClass(provides.service()).isPresent())
                  .forEach(provides -> add(provides, builder));
            });
    return ClassFile.of()
        .buildModule(module, classes -> classes.withVersion(ClassFile.JAVA_17_VERSION, 0));
  }

  /// Returns the modules with the packages that it refers to, and those of the services it
  /// provides.
  private NavigableSet<String> requires(ModuleDescriptor automatic, JarReferences references) {
    NavigableSet<String> names = new TreeSet<>();
    references.packages().forEach(name -> index.moduleOf(name).ifPresent(names::add));
    automatic.provides().stream()
        .map(Provides::service)
        .forEach(service -> index.moduleOfClass(service).ifPresent(names::add));
    names.remove("java.base");
    names.remove(automatic.name());
    return names;
  }

  private static void add(Provides provides, ModuleAttributeBuilder builder) {
    builder.provides(
        ClassDesc.of(provides.service()),
        provides.providers().stream().map(ClassDesc::of).toArray(ClassDesc[]::new));
  }

  /// Returns the descriptor with the named requirements changed to `static`: present if another
  /// module requires them, never because of this one.
  static byte[] relaxed(byte[] descriptor, Set<String> optional) {
    ClassFile classFile = ClassFile.of();
    return classFile.transformClass(
        classFile.parse(descriptor),
        (builder, element) -> {
          if (element instanceof ModuleAttribute module) {
            builder.with(
                ModuleAttribute.of(
                    module.moduleName(),
                    module.moduleFlagsMask(),
                    module.moduleVersion().orElse(null),
                    module.requires().stream().map(each -> relaxed(each, optional)).toList(),
                    module.exports(),
                    module.opens(),
                    module.uses(),
                    module.provides()));
          } else {
            builder.with(element);
          }
        });
  }

  private static ModuleRequireInfo relaxed(ModuleRequireInfo requires, Set<String> optional) {
    return optional.contains(requires.requires().name().stringValue())
        ? ModuleRequireInfo.of(
            requires.requires(),
            requires.requiresFlagsMask() | ACC_STATIC_PHASE,
            requires.requiresVersion().orElse(null))
        : requires;
  }
}
