package dev.obs.kernel.otel;

import io.opentelemetry.common.ComponentLoader;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Lets OpenTelemetry's own [ComponentLoader] find what exporters of a plugin look for with it,
/// such as their HTTP client.
///
/// On the class path it finds everything. In an image it is part of a module, which may only look
/// for services that its descriptor names, and it does not know those of plugins. Only code of that
/// module may say that it uses one more, so a class that does so is put there.
final class ComponentUses {
  private static final String SERVICES = "META-INF/services/";

  /// Looked for by every exporter of OTLP, be there a provider or not.
  private static final List<String> ALWAYS =
      List.of(
          "io.opentelemetry.sdk.common.export.Compressor",
          "io.opentelemetry.sdk.common.export.GrpcSenderProvider",
          "io.opentelemetry.sdk.common.export.HttpSenderProvider");

  private ComponentUses() {}

  /// Allows the services of OpenTelemetry's that the jars of a loader provide.
  static void allow(ClassLoader plugin) {
    Module module = ComponentLoader.class.getModule();
    if (!(plugin instanceof URLClassLoader jars)
        || !module.isNamed()
        || module.getDescriptor().isAutomatic()) {
      return;
    }
    List<Class<?>> services = new ArrayList<>();
    for (String name : names(jars)) {
      try {
        services.add(Class.forName(name, false, plugin));
      } catch (ClassNotFoundException | LinkageError absent) {
        // of another version of OpenTelemetry, or of an option that is not there: nobody can use it
      }
    }
    services.removeIf(module::canUse);
    if (!services.isEmpty()) {
      services.forEach(Holder.USE);
    }
  }

  private static List<String> names(URLClassLoader jars) {
    List<String> names = new ArrayList<>(ALWAYS);
    for (URL url : jars.getURLs()) {
      try (JarFile jar = new JarFile(Path.of(url.toURI()).toFile())) {
        jar.stream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(SERVICES + "io.opentelemetry."))
            .map(name -> name.substring(SERVICES.length()))
            .forEach(names::add);
      } catch (IOException | URISyntaxException gone) {
        // then it provides nothing
      }
    }
    return names;
  }

  /// Made when it is needed for the first time.
  private static final class Holder {
    static final Consumer<Class<?>> USE = make();

    private Holder() {}

    @SuppressWarnings("unchecked") // the class below implements it
    private static Consumer<Class<?>> make() {
      try {
        return (Consumer<Class<?>>)
            MethodHandles.privateLookupIn(ComponentLoader.class, MethodHandles.lookup())
                .defineClass(bytes())
                .getConstructor()
                .newInstance();
      } catch (ReflectiveOperationException closed) {
        return service -> {}; // the exporter will say what it misses
      }
    }

    /// `accept(service)` is `getClass().getModule().addUses((Class) service)`.
    private static byte[] bytes() {
      ClassDesc module = ClassDesc.of("java.lang.Module");
      return ClassFile.of()
          .build(
              ClassDesc.of(ComponentLoader.class.getPackageName(), "ObsComponentUses"),
              type ->
                  type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                      .withInterfaceSymbols(ClassDesc.of("java.util.function.Consumer"))
                      .withMethodBody(
                          ConstantDescs.INIT_NAME,
                          ConstantDescs.MTD_void,
                          ClassFile.ACC_PUBLIC,
                          code ->
                              code.aload(0)
                                  .invokespecial(
                                      ConstantDescs.CD_Object,
                                      ConstantDescs.INIT_NAME,
                                      ConstantDescs.MTD_void)
                                  .return_())
                      .withMethodBody(
                          "accept",
                          MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object),
                          ClassFile.ACC_PUBLIC,
                          code ->
                              code.aload(0)
                                  .invokevirtual(
                                      ConstantDescs.CD_Object,
                                      "getClass",
                                      MethodTypeDesc.of(ConstantDescs.CD_Class))
                                  .invokevirtual(
                                      ConstantDescs.CD_Class,
                                      "getModule",
                                      MethodTypeDesc.of(module))
                                  .aload(1)
                                  .checkcast(ConstantDescs.CD_Class)
                                  .invokevirtual(
                                      module,
                                      "addUses",
                                      MethodTypeDesc.of(module, ConstantDescs.CD_Class))
                                  .pop()
                                  .return_()));
    }
  }
}
