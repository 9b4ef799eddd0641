package dev.obs.kernel.extension.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentUsesTest {
  @TempDir Path folder;

  /// A class of a module that looks for services but names none.
  private Class<?> looking(String declaration) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("sources/looking"));
    Path module = Files.writeString(sources.resolve("module-info.java"), declaration);
    Path host =
        Files.writeString(sources.resolve("Host.java"), "package looking; public class Host {}");
    Path classes = folder.resolve("classes");
    assertEquals(
        0,
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, "-d", "" + classes, "" + module, "" + host));
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("looking"));
    return ModuleLayer.boot()
        .defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader())
        .findLoader("looking")
        .loadClass("looking.Host");
  }

  /// The loader of a plugin with jars that list providers of services.
  private URLClassLoader plugin(String... services) throws Exception {
    Path jar = folder.resolve("plugin.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String service : services) {
        out.putNextEntry(new JarEntry("META-INF/services/" + service));
      }
    }
    URL gone = folder.resolve("gone.jar").toUri().toURL();
    return new URLClassLoader(
        new URL[] {gone, jar.toUri().toURL()}, ComponentUsesTest.class.getClassLoader());
  }

  @Test
  void anOpenModuleMayLookForWhatThePluginListsAndForSenders() throws Exception {
    Class<?> host = looking("open module looking {}");
    try (URLClassLoader plugin =
        plugin(SpanExporter.class.getName(), "io.opentelemetry.Absent", "java.lang.Runnable")) {
      ComponentUses.allow(plugin, host);
      ComponentUses.allow(plugin, host);
    }
    for (Class<?> service : List.of(SpanExporter.class, HttpSenderProvider.class)) {
      assertTrue(host.getModule().canUse(service), service::getName);
    }
    assertFalse(host.getModule().canUse(Runnable.class), "it is none of OpenTelemetry's");
  }

  @Test
  void oneThatIsLinkedIntoTheImageMayLookForSendersToo() throws Exception {
    Class<?> host = looking("open module looking {}");
    ComponentUses.allow(ClassLoader.getSystemClassLoader(), host);
    assertTrue(host.getModule().canUse(HttpSenderProvider.class));
  }

  @Test
  void aModuleThatIsNotOpenIsLeftAsItIs() throws Exception {
    Class<?> host = looking("module looking {}");
    try (URLClassLoader plugin = plugin(SpanExporter.class.getName())) {
      ComponentUses.allow(plugin, host);
    }
    assertFalse(host.getModule().canUse(HttpSenderProvider.class));
  }

  @Test
  void onTheClassPathThereIsNothingToAllow() throws Exception {
    try (URLClassLoader plugin = plugin(SpanExporter.class.getName())) {
      ComponentUses.allow(plugin);
    }
  }
}
