package dev.obs.kernel.extension;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiLoaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.List",
        "java.util.logging.Logger",
        "dev.obs.api.Obs",
        "dev.obs.spi.TraceSink",
        "io.opentelemetry.api.trace.Span",
        "io.opentelemetry.sdk.trace.data.SpanData"
      })
  void aPluginSharesTheJdkAndTheApi(String name) throws Exception {
    assertSame(Class.forName(name), new ApiLoader().loadClass(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.obs.kernel.extension.Discovery",
        "org.snakeyaml.engine.v2.api.Load",
        "dev.obs.codec.ProtoBuffer",
        "NoPackage"
      })
  void aPluginSeesNeitherTheKernelNorItsLibraries(String name) {
    assertThrows(ClassNotFoundException.class, () -> new ApiLoader().loadClass(name));
  }

  @Test
  void aPluginsOwnCopyOfALibraryIsNotTheKernels() throws Exception {
    Class<?> kernels = org.snakeyaml.engine.v2.api.Load.class;
    URL[] jars = {kernels.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader plugin = new URLClassLoader(jars, new ApiLoader())) {
      assertSame(plugin, plugin.loadClass(kernels.getName()).getClassLoader());
    }
  }
}
