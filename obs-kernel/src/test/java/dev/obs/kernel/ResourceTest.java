package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.KernelProvider;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The resource of a running kernel, in each of its signals.
class ResourceTest {
  @TempDir Path folder;

  private Kernel start(
      String yaml, Map<String, String> code, Map<String, String> environment, Fakes.Traces traces)
      throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    return Kernel.start(
        new KernelProvider.Options(file, code, List.of(), List.of(traces), false), environment);
  }

  private static @Nullable String text(Resource resource, String key) {
    return resource.getAttribute(AttributeKey.stringKey(key));
  }

  @Test
  void isTheSameForEachKernelOfAProcessAndNamesTheInstanceAndTheSdk() throws IOException {
    Fakes.Traces traces = new Fakes.Traces();
    Resource first;
    try (Kernel kernel = start("telemetry: {}", Map.of(), Map.of(), traces)) {
      first = kernel.view().resource();
    }
    try (Kernel kernel = start("telemetry: {}", Map.of(), Map.of(), traces)) {
      assertEquals(first, kernel.view().resource());
    }
    assertEquals(36, text(first, "service.instance.id").length());
    assertEquals(
        ProcessHandle.current().pid(), first.getAttribute(AttributeKey.longKey("process.pid")));
    assertEquals("dev.obs.kernel", text(first, "telemetry.sdk.name"));
    assertEquals("java", text(first, "telemetry.sdk.language"));
    assertEquals(Version.CURRENT, text(first, "telemetry.sdk.version"));
    assertNotEquals(null, text(first, "process.runtime.version"));
  }

  @Test
  void codeWinsOverVariablesTheseOverTheFileAndAllOverWhatIsFound() throws IOException {
    String yaml =
        """
        telemetry:
          tracing: {exporters: [fake]}
          resource:
            attributes: {service.instance.id: file, host.name: file, k8s.pod.name: file}
        """;
    Map<String, String> environment =
        Map.of(
            "KUBERNETES_SERVICE_HOST", "10.0.0.1",
            "POD_NAME", "found",
            "NODE_NAME", "n1",
            "OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=variable,host.name=variable");
    Fakes.Traces traces = new Fakes.Traces();
    try (Kernel kernel =
        start(
            yaml,
            Map.of("telemetry.resource.attributes.service.instance.id", "code"),
            environment,
            traces)) {
      kernel.openTelemetry().getTracer("shop").spanBuilder("order").startSpan().end();
      assertTrue(kernel.flush(Duration.ofSeconds(10)));
      assertEquals(kernel.view().resource(), traces.spans.getFirst().getResource());
    }
    Resource sent = traces.spans.getFirst().getResource();
    assertEquals("code", text(sent, "service.instance.id"));
    assertEquals("variable", text(sent, "host.name"));
    assertEquals("file", text(sent, "k8s.pod.name"));
    assertEquals("n1", text(sent, "k8s.node.name"));
  }

  @Test
  void withoutDetectionOnlyTheInstanceIsAdded() throws IOException {
    try (Kernel kernel =
        start(
            "telemetry: {service_name: shop, resource: {detection: false}}",
            Map.of(),
            Map.of("HOSTNAME", "h", "KUBERNETES_SERVICE_HOST", "k", "POD_NAME", "p"),
            new Fakes.Traces())) {
      Resource resource = kernel.view().resource();
      assertNull(text(resource, "host.name"));
      assertNull(text(resource, "k8s.pod.name"));
      assertNull(resource.getAttribute(AttributeKey.longKey("process.pid")));
      assertEquals(5, resource.getAttributes().size(), resource::toString); // service and SDK
      assertEquals("shop", text(resource, "service.name"));
    }
  }

  @Test
  void anOpenTelemetryThatTheApplicationBringsKeepsItsName() throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), "telemetry: {}");
    try (Kernel kernel =
        Kernel.start(
            new KernelProvider.Options(
                file,
                Map.of(),
                List.of(),
                List.of(),
                false,
                pipeline -> OpenTelemetrySdk.builder().build()),
            Map.of())) {
      assertEquals("opentelemetry", text(kernel.view().resource(), "telemetry.sdk.name"));
    }
  }
}
