package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manifests as kustomize builds them, validated strictly against Kubernetes's schemas.
class KubernetesIT {
  private static final Path MANIFESTS = Deployment.FILES.resolve("kubernetes");

  @TempDir Path folder;

  @BeforeAll
  static void requireKustomize() {
    Kustomize.require();
  }

  private Path write(String name, String manifests) throws IOException {
    return Files.writeString(folder.resolve(name), manifests);
  }

  private static Node.Result validate(List<String> files) throws Exception {
    return Node.run("kubernetes.mjs", files.toArray(String[]::new));
  }

  private static Yaml the(String kind, String manifests) {
    return Yaml.all(manifests).stream()
        .filter(manifest -> manifest.get("kind").text().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in\n" + manifests));
  }

  private static Yaml container(String manifests) {
    return the("Deployment", manifests).at("spec.template.spec.containers.0");
  }

  @Test
  void everyOverlayIsValidInStrictMode() throws Exception {
    List<String> files = new ArrayList<>();
    for (String overlay : List.of("base", "overlays/development", "overlays/production")) {
      String name = overlay.replace('/', '-') + ".yaml";
      files.add(write(name, Kustomize.build(MANIFESTS.resolve(overlay))).toString());
    }

    Node.Result result = validate(files);

    assertEquals(0, result.exit(), result.output());
  }

  @Test
  void theValidatorRejectsUnknownFieldsKindsAndWrongTypes() throws Exception {
    String good = Kustomize.build(MANIFESTS.resolve("overlays/production"));
    Map<String, String> faults =
        Map.of(
            "replcas", good.replace("  replicas: 2", "  replcas: 2"),
            "timeoutSeconds", good.replace("timeoutSeconds: 2", "timeoutSeconds: two"),
            "imagee", good.replace("        image: obs", "        imagee: obs"),
            "jobLable", good.replace("jobLabel:", "jobLable:"),
            "Deploymint", good.replace("kind: Deployment", "kind: Deploymint"));
    List<String> files = new ArrayList<>();
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      files.add(write(fault.getKey(), fault.getValue()).toString());
    }

    Node.Result result = validate(files);

    assertEquals(1, result.exit());
    for (String fault : faults.keySet()) {
      assertTrue(
          result
              .output()
              .lines()
              .anyMatch(line -> line.matches(".*/" + fault + ": .*" + fault + ".*")),
          () -> fault + " is not in " + result.output());
    }
  }

  @Test
  void asksThePagesForHealth() throws Exception {
    Yaml container = container(Kustomize.build(MANIFESTS.resolve("base")));

    assertEquals("/health", container.at("livenessProbe.httpGet.path").text());
    assertEquals("/ready", container.at("readinessProbe.httpGet.path").text());
    assertEquals("/startupz", container.at("startupProbe.httpGet.path").text());
    Set<String> ports =
        container.get("ports").items().stream()
            .map(port -> port.get("name").text())
            .collect(Collectors.toSet());
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      assertTrue(ports.contains(container.get(probe).at("httpGet.port").text()), probe);
    }
  }

  @Test
  void hasNoRightThatItCanDoWithout() throws Exception {
    String manifests = Kustomize.build(MANIFESTS.resolve("overlays/production"));
    Yaml pod = the("Deployment", manifests).at("spec.template.spec");
    Yaml container = container(manifests);

    assertEquals("true", pod.at("securityContext.runAsNonRoot").text());
    assertEquals("RuntimeDefault", pod.at("securityContext.seccompProfile.type").text());
    assertEquals("false", pod.get("automountServiceAccountToken").text());
    assertEquals("true", container.at("securityContext.readOnlyRootFilesystem").text());
    assertEquals("false", container.at("securityContext.allowPrivilegeEscalation").text());
    assertEquals(List.of("ALL"), container.at("securityContext.capabilities.drop").texts());
    assertFalse(container.at("resources.requests").entries().isEmpty());
    assertEquals(
        "restricted",
        the("Namespace", manifests)
            .at("metadata.labels")
            .get("pod-security.kubernetes.io/enforce")
            .text());
  }

  @Test
  void definesAVariableBeforeAnotherRefersToIt() throws Exception {
    Set<String> defined = new TreeSet<>();
    for (Yaml variable : container(Kustomize.build(MANIFESTS.resolve("base"))).get("env").items()) {
      String value = variable.get("value").text();
      for (String reference : value.split("\\$\\(", -1)) {
        String name = reference.contains(")") ? reference.substring(0, reference.indexOf(')')) : "";
        assertTrue(name.isEmpty() || defined.contains(name), () -> value + " before " + name);
      }
      defined.add(variable.get("name").text());
    }
  }

  @Test
  void keepsTheSpoolOnAClaimWithTheComponent() throws Exception {
    Path copy = folder.resolve("kubernetes");
    copy(MANIFESTS, copy);
    Path overlay = copy.resolve("overlays/production/kustomization.yaml");
    Files.writeString(
        overlay,
        Files.readString(overlay)
            .replace("components:\n", "components:\n  - ../../components/persistent-spool\n")
            .replace("  - path: replicas.yaml\n", ""));

    String manifests = Kustomize.build(overlay.getParent());

    Node.Result result = validate(List.of(write("claim.yaml", manifests).toString()));
    assertEquals(0, result.exit(), result.output());
    Yaml spec = the("Deployment", manifests).get("spec");
    assertEquals("Recreate", spec.at("strategy.type").text());
    assertEquals("1", spec.get("replicas").text());
    Yaml spool =
        spec.at("template.spec.volumes").items().stream()
            .filter(volume -> volume.get("name").text().equals("spool"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        the("PersistentVolumeClaim", manifests).at("metadata.name").text(),
        spool.at("persistentVolumeClaim.claimName").text());
    assertEquals(Set.of("name", "persistentVolumeClaim"), spool.entries().keySet());
  }

  @Test
  void configuresTheServiceAsTheComposeStackDoes() throws Exception {
    assertEquals(
        Files.readString(Deployment.FILES.resolve("telemetry.yaml")),
        Files.readString(MANIFESTS.resolve("base/telemetry.yaml")));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
