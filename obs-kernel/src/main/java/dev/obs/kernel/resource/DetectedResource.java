package dev.obs.kernel.resource;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/// The detected attributes of this process, by OpenTelemetry's [semantic
/// conventions](https://opentelemetry.io/docs/specs/semconv/resource/). An attribute that nothing
/// tells is left out. Immutable.
public final class DetectedResource {
  private static final Path ROOT = Path.of("/");

  /// Tells this process from all others; the same for each kernel in it.
  private static final String INSTANCE = instance(ROOT);

  private DetectedResource() {}

  /// The id of this process alone.
  public static Resource instance() {
    return Resource.create(Attributes.builder().put("service.instance.id", INSTANCE).build());
  }

  /// The host, process, container and Kubernetes pod.
  ///
  /// @param environment the environment variables
  public static Resource surroundings(Map<String, String> environment) {
    return surroundings(environment, ROOT);
  }

  /// @param root the folder in place of `/`
  static Resource surroundings(Map<String, String> environment, Path root) {
    AttributesBuilder found = Attributes.builder();
    found.put("process.pid", ProcessHandle.current().pid());
    property(found, "process.runtime.name", "java.runtime.name");
    property(found, "process.runtime.version", "java.runtime.version");
    found.put(
        "process.runtime.description",
        "%s %s %s"
            .formatted(
                System.getProperty("java.vm.vendor", ""),
                System.getProperty("java.vm.name", ""),
                System.getProperty("java.vm.version", ""))
            .strip());
    host(environment, root, found);
    ContainerId.find(root).ifPresent(id -> found.put("container.id", id));
    Kubernetes.put(environment, root, found);
    return Resource.create(found.build());
  }

  /// The identity of the SDK that makes the spans and log records, which is the kernel and not
  /// OpenTelemetry's; that name is reserved for theirs.
  ///
  /// @param version the version of Obs
  public static Resource sdk(String version) {
    return Resource.create(
        Attributes.builder()
            .put("telemetry.sdk.name", "dev.obs.kernel")
            .put("telemetry.sdk.language", "java")
            .put("telemetry.sdk.version", version)
            .build());
  }

  private static void property(AttributesBuilder found, String attribute, String name) {
    String value = System.getProperty(name, "");
    if (!value.isBlank()) {
      found.put(attribute, value);
    }
  }

  /// The name of the host. `InetAddress.getLocalHost` would look it up, which can take seconds.
  private static void host(Map<String, String> environment, Path root, AttributesBuilder found) {
    SmallFile.firstLine(root.resolve("proc/sys/kernel/hostname"))
        .or(() -> Variables.first(environment, "HOSTNAME", "COMPUTERNAME"))
        .ifPresent(name -> found.put("host.name", name));
  }

  /// A random UUID; Linux has one at hand, and the JDK's generator takes time to load.
  static String instance(Path root) {
    return SmallFile.firstLine(root.resolve("proc/sys/kernel/random/uuid"))
        .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
        .orElseGet(() -> UUID.randomUUID().toString());
  }
}
