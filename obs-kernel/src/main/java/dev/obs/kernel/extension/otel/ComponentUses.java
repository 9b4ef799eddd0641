package dev.obs.kernel.extension.otel;

import io.opentelemetry.common.ComponentLoader;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Lets OpenTelemetry's own [ComponentLoader] find what exporters look for with it, such as their
/// HTTP client.
///
/// On the class path, and as an automatic module, it finds everything, and nothing is done here. In
/// an image it is part of an explicit module, which may only look for services that its descriptor
/// names, and `obs link` wrote that before anyone knew of the plugin. `Module.addUses` may only be
/// called by a class of the module itself, there is none that does, and no option of the JVM stands
/// for it. So one small class is put into the module, which needs no more than that the module is
/// open to this one; `obs link` makes it open. Where it is not, nothing is changed, and an exporter
/// that looks for services says itself what it misses.
final class ComponentUses {
  private static final String SERVICES = "META-INF/services/";
  private static final String OPEN_TELEMETRY = "io.opentelemetry.";

  /// Looked for by every exporter of OTLP, be there a provider or not.
  private static final List<String> ALWAYS =
      List.of(
          "io.opentelemetry.sdk.common.export.Compressor",
          "io.opentelemetry.sdk.common.export.GrpcSenderProvider",
          "io.opentelemetry.sdk.common.export.HttpSenderProvider");

  /// By a class of the module that looks, what makes the module use a service; made once.
  private static final ClassValue<Consumer<Class<?>>> USES =
      new ClassValue<>() {
        @Override
        protected Consumer<Class<?>> computeValue(Class<?> inside) {
          return make(inside);
        }
      };

  private ComponentUses() {}

  /// Allows the services of OpenTelemetry's that an exporter's class loader may find.
  static void allow(ClassLoader exporter) {
    allow(exporter, ComponentLoader.class);
  }

  /// @param inside a class of the module that looks for them
  static void allow(ClassLoader exporter, Class<?> inside) {
    Module module = inside.getModule();
    if (!module.isNamed() || module.getDescriptor().isAutomatic()) {
      return;
    }
    for (String name : names(exporter)) {
      try {
        Class<?> service = Class.forName(name, false, exporter);
        if (!module.canUse(service)) {
          USES.get(inside).accept(service);
        }
      } catch (ClassNotFoundException | LinkageError absent) {
        // of another version of OpenTelemetry, or of an option that is not there
      }
    }
  }

  private static Set<String> names(ClassLoader exporter) {
    Set<String> names = new TreeSet<>(ALWAYS);
    if (exporter instanceof URLClassLoader jars) {
      for (URL url : jars.getURLs()) {
        names.addAll(listed(url));
      }
    } else { // linked into the image
      for (Module module : ModuleLayer.boot().modules()) {
        module.getDescriptor().provides().stream()
            .map(ModuleDescriptor.Provides::service)
            .filter(name -> name.startsWith(OPEN_TELEMETRY))
            .forEach(names::add);
      }
    }
    return names;
  }

  private static List<String> listed(URL url) {
    try (JarFile jar = new JarFile(Path.of(url.toURI()).toFile())) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(SERVICES + OPEN_TELEMETRY))
          .map(name -> name.substring(SERVICES.length()))
          .toList();
    } catch (IOException | URISyntaxException gone) {
      return List.of(); // then it provides nothing
    }
  }

  @SuppressWarnings("unchecked") // the template implements it
  private static Consumer<Class<?>> make(Class<?> inside) {
    try {
      return (Consumer<Class<?>>)
          MethodHandles.privateLookupIn(inside, MethodHandles.lookup())
              .defineClass(UsesTemplate.named(inside.getPackageName() + ".ObsComponentUses"))
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException closed) {
      return service -> {};
    }
  }
}
