package dev.obs.incident.webhook;

import dev.obs.spi.ExtensionContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The instance of a service that reports incidents. Its path is the same in each run on a machine,
/// because a later run resolves the incidents of an earlier one.
///
/// Not thread-safe.
final class ServiceInstance {
  private final Resource resource;
  private final Resource configured;
  private final String version;
  private @Nullable String instance;

  ServiceInstance(ExtensionContext context) {
    resource = context.resource();
    configured = context.configuredResource();
    version = context.version();
  }

  String service() {
    return attribute("service.name").orElse("unknown_service");
  }

  /// Returns the instance of the service as configured, since one that was generated is another in
  /// the next run; else the name of the machine, which is resolved on first use because that may
  /// take time.
  String instance() {
    if (instance == null) {
      instance =
          attribute(configured, "service.instance.id")
              .or(() -> attribute("host.name"))
              .or(() ->
                  Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank()))
              .orElseGet(ServiceInstance::machine);
    }
    return instance;
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /// Returns the service's namespace, its name and the instance, as in `shop/cart/cart-1`.
  String path() {
    return Stream.of(
            attribute("service.namespace"), Optional.of(service()), Optional.of(instance()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("/"));
  }

  /// Returns a resource attribute with a text value.
  Optional<String> attribute(String name) {
    return attribute(resource, name);
  }

  private static Optional<String> attribute(Resource of, String name) {
    return Optional.ofNullable(of.getAttribute(AttributeKey.stringKey(name)))
        .filter(text -> !text.isBlank());
  }

  Resource resource() {
    return resource;
  }

  /// Returns the reporting program, such as `Obs 0.1.0`.
  String program() {
    return "Obs " + version;
  }
}
