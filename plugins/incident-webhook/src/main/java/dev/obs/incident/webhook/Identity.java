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

/// Which process speaks. The same in each of its runs on a machine, because incidents of an earlier
/// run are resolved by a later one.
///
/// Not thread-safe.
final class Identity {
  private final Resource resource;
  private final String version;
  private @Nullable String instance;

  Identity(ExtensionContext context) {
    resource = context.resource();
    version = context.version();
  }

  String service() {
    return attribute("service.name").orElse("unknown_service");
  }

  /// The instance of the service as configured, else the name of the machine, which is looked up
  /// when it is first needed: that may take time.
  String instance() {
    if (instance == null) {
      instance =
          attribute("service.instance.id")
              .or(() -> attribute("host.name"))
              .or(() ->
                  Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank()))
              .orElseGet(Identity::machine);
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

  /// The service's namespace, its name and the instance, as in `shop/cart/cart-1`.
  String path() {
    return Stream.of(
            attribute("service.namespace"), Optional.of(service()), Optional.of(instance()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("/"));
  }

  /// A resource attribute that is text.
  Optional<String> attribute(String name) {
    return Optional.ofNullable(resource.getAttribute(AttributeKey.stringKey(name)))
        .filter(text -> !text.isBlank());
  }

  Resource resource() {
    return resource;
  }

  /// Which program speaks, such as `Obs 0.1.0`.
  String program() {
    return "Obs " + version;
  }
}
