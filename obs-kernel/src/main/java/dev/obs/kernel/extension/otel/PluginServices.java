package dev.obs.kernel.extension.otel;

import io.opentelemetry.common.ComponentLoader;
import java.util.ServiceLoader;

/// Finds an exporter's own services, such as its HTTP client, with its own class loader.
///
/// OpenTelemetry's loader cannot do it within an image: there it is a module, which may only look
/// for services that its descriptor names. This one lets its module look for any.
record PluginServices(ClassLoader loader) implements ComponentLoader {

  @Override
  public <T> Iterable<T> load(Class<T> service) {
    PluginServices.class.getModule().addUses(service);
    return ServiceLoader.load(service, loader);
  }
}
