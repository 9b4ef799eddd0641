package dev.obs.exporter.elasticsearch;

import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;

/// The mapping of the attributes of OpenTelemetry's semantic conventions to fields of the [Elastic
/// Common Schema](https://www.elastic.co/docs/reference/ecs).
final class EcsField {
  /// Numeric fields, which must not receive other values.
  static final Set<String> NUMBERS =
      Set.of("process.pid", "process.thread.id", "log.origin.file.line");

  /// Fields with text of any length.
  static final Set<String> TEXTS = Set.of("error.message", "error.stack_trace");

  static final Map<String, String> OF_RESOURCE =
      Map.ofEntries(
          same("service.name"),
          same("service.version"),
          Map.entry("service.instance.id", "service.node.name"),
          Map.entry("deployment.environment.name", "service.environment"),
          Map.entry("telemetry.sdk.name", "agent.name"),
          Map.entry("telemetry.sdk.version", "agent.version"),
          Map.entry("telemetry.sdk.language", "service.language.name"),
          Map.entry("process.runtime.name", "service.runtime.name"),
          Map.entry("process.runtime.version", "service.runtime.version"),
          same("process.pid"),
          Map.entry("process.executable.path", "process.executable"),
          same("process.command_line"),
          same("host.name"),
          same("host.id"),
          same("host.type"),
          Map.entry("host.arch", "host.architecture"),
          Map.entry("os.type", "host.os.platform"),
          Map.entry("os.name", "host.os.name"),
          Map.entry("os.version", "host.os.version"),
          Map.entry("os.description", "host.os.full"),
          same("container.id"),
          same("container.name"),
          same("container.image.name"),
          Map.entry("container.image.tags", "container.image.tag"),
          same("cloud.provider"),
          same("cloud.account.id"),
          same("cloud.region"),
          same("cloud.availability_zone"),
          Map.entry("cloud.platform", "cloud.service.name"),
          Map.entry("k8s.cluster.name", "orchestrator.cluster.name"),
          Map.entry("k8s.namespace.name", "kubernetes.namespace"),
          Map.entry("k8s.node.name", "kubernetes.node.name"),
          Map.entry("k8s.pod.name", "kubernetes.pod.name"),
          Map.entry("k8s.pod.uid", "kubernetes.pod.uid"),
          Map.entry("k8s.container.name", "kubernetes.container.name"),
          Map.entry("k8s.deployment.name", "kubernetes.deployment.name"));

  static final Map<String, String> OF_LOG =
      Map.ofEntries(
          Map.entry("exception.type", "error.type"),
          Map.entry("exception.message", "error.message"),
          Map.entry("exception.stacktrace", "error.stack_trace"),
          Map.entry("thread.name", "process.thread.name"),
          Map.entry("thread.id", "process.thread.id"),
          Map.entry("code.function.name", "log.origin.function"),
          Map.entry("code.file.path", "log.origin.file.name"),
          Map.entry("code.line.number", "log.origin.file.line"));

  private EcsField() {}

  private static Entry<String, String> same(String name) {
    return Map.entry(name, name);
  }
}
