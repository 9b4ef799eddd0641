package dev.obs.kernel.resource;

import io.opentelemetry.api.common.AttributesBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The pod of this process. Kubernetes tells no process its pod by itself; a manifest does, with
/// variables of the [downward
/// API](https://kubernetes.io/docs/concepts/workloads/pods/downward-api/), which have no fixed
/// names.
final class Kubernetes {
  /// The beginnings of the usual names: of the manifests of Obs, of collectors, of Kubernetes' own
  /// documentation, and of OpenTelemetry's operator.
  private static final String[] PREFIXES = {"", "K8S_", "MY_", "OTEL_RESOURCE_ATTRIBUTES_"};

  private static final String NAMESPACE = "var/run/secrets/kubernetes.io/serviceaccount/namespace";

  private Kubernetes() {}

  /// Adds the attributes that are told, if this is a pod.
  static void put(Map<String, String> environment, Path root, AttributesBuilder found) {
    if (Variables.first(environment, "KUBERNETES_SERVICE_HOST").isEmpty()) {
      return; // the names below may mean something else
    }
    variable(environment, "POD_NAME").ifPresent(pod -> found.put("k8s.pod.name", pod));
    variable(environment, "POD_UID").ifPresent(uid -> found.put("k8s.pod.uid", uid));
    variable(environment, "POD_NAMESPACE")
        .or(() -> variable(environment, "NAMESPACE"))
        .or(() -> SmallFile.firstLine(root.resolve(NAMESPACE)))
        .ifPresent(namespace -> found.put("k8s.namespace.name", namespace));
    variable(environment, "NODE_NAME").ifPresent(node -> found.put("k8s.node.name", node));
    variable(environment, "CONTAINER_NAME")
        .ifPresent(container -> found.put("k8s.container.name", container));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Variables.first(
        environment, Stream.of(PREFIXES).map(prefix -> prefix + name).toArray(String[]::new));
  }
}
