package dev.obs.kernel.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectedResourceTest {
  private static final String ID =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Map<String, String> found(Map<String, String> environment) {
    return DetectedResource.surroundings(environment, root)
        .getAttributes()
        .asMap()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(each -> each.getKey().getKey(), each -> "" + each.getValue()));
  }

  @Test
  void theInstanceIsAUuidThatIsTheSameForTheWholeProcess() {
    AttributeKey<String> key = AttributeKey.stringKey("service.instance.id");
    String id = DetectedResource.instance().getAttribute(key);
    assertEquals(UUID.fromString(id).toString(), id);
    assertEquals(id, DetectedResource.instance().getAttribute(key));
  }

  @Test
  void theUuidIsTheKernelsOrElseTheOneOfTheJdk() throws IOException {
    String known = "6f2f1a3e-0c5e-4f2b-9a4e-2f1c3d4e5f60";
    file("proc/sys/kernel/random/uuid", known + "\n");
    assertEquals(known, DetectedResource.instance(root));
    file("proc/sys/kernel/random/uuid", "not one\n");
    String random = DetectedResource.instance(root);
    assertEquals(UUID.fromString(random).toString(), random);
    assertNotEquals(random, DetectedResource.instance(root));
  }

  @Test
  void thisProcessIsDescribed() {
    Resource here = DetectedResource.surroundings(System.getenv());
    assertEquals(
        ProcessHandle.current().pid(), here.getAttribute(AttributeKey.longKey("process.pid")));
    for (String name : new String[] {"name", "version", "description"}) {
      assertNotNull(here.getAttribute(AttributeKey.stringKey("process.runtime." + name)), name);
    }
    assertNotNull(here.getAttribute(AttributeKey.stringKey("host.name")));
  }

  @Test
  void nothingIsInventedWhereNothingTells() {
    Map<String, String> found = found(Map.of("POD_NAME", "of-another-system", "HOSTNAME", " "));
    assertTrue(
        found.keySet().stream().allMatch(key -> key.startsWith("process.")), found::toString);
  }

  @Test
  void theHostIsAskedOfTheKernelAndThenOfTheEnvironment() throws IOException {
    assertEquals("shell", found(Map.of("HOSTNAME", "shell")).get("host.name"));
    file("proc/sys/kernel/hostname", "cart-1\n");
    assertEquals("cart-1", found(Map.of("HOSTNAME", "shell")).get("host.name"));
  }

  @ParameterizedTest
  @CsvSource({
    "cgroup, 12:cpu:/docker/ID",
    "cgroup, 0::/system.slice/docker-ID.scope",
    "cgroup, 0::/kubepods.slice/kubepods-pod7.slice/cri-containerd-ID.scope",
    "cgroup, 0::/kubepods.slice/crio-ID.scope",
    "cgroup, 9:pids:/kubepods/besteffort/pod7/cri-containerd:ID",
    "mountinfo, 645 620 254:1 /docker/containers/ID/hostname /etc/hostname rw - ext4 /dev/vda1 rw",
    "mountinfo, 645 620 0:45 /containers/overlay-containers/ID/userdata/hosts /etc/hosts rw - tmpfs"
        + " x rw",
  })
  void theContainerIsFound(String file, String line) throws IOException {
    file("proc/self/cgroup", "0::/\n");
    file("proc/self/" + file, "1 2 0:1 / /proc rw - proc proc rw\n" + line.replace("ID", ID));
    assertEquals(ID, found(Map.of()).get("container.id"));
  }

  @Test
  void theContainerOfAnEcsTaskIsFound() throws IOException {
    String id = "a1b2c3d4e5f60718293a4b5c6d7e8f90-1234567890";
    file("proc/self/cgroup", "3:cpu:/ecs/a1b2c3d4e5f60718293a4b5c6d7e8f90/" + id);
    assertEquals(id, found(Map.of()).get("container.id"));
  }

  @ParameterizedTest
  @CsvSource({
    "cgroup, 0::/user.slice/user-1000.slice/session-3.scope",
    "mountinfo, 645 620 0:45 /run/sandboxes/ID/hostname /etc/hostname rw - tmpfs x rw",
    "mountinfo, 645 620 0:45 /docker/containers/ID/data /srv/data rw - tmpfs x rw",
    "mountinfo, damaged",
  })
  void somethingElseIsNotTakenForAContainer(String file, String line) throws IOException {
    file("proc/self/" + file, line.replace("ID", ID));
    assertFalse(found(Map.of()).containsKey("container.id"));
  }

  @ParameterizedTest
  @CsvSource({"'',''", "K8S_,K8S_", "MY_,MY_", "OTEL_RESOURCE_ATTRIBUTES_,''"})
  void aPodIsFoundByTheVariablesOfItsManifest(String prefix, String ofNamespace) {
    Map<String, String> found =
        found(
            Map.of(
                "KUBERNETES_SERVICE_HOST",
                "10.0.0.1",
                prefix + "POD_NAME",
                "cart-0",
                prefix + "POD_UID",
                "77",
                ofNamespace + "POD_NAMESPACE",
                "shop",
                prefix + "NODE_NAME",
                "n1",
                prefix + "CONTAINER_NAME",
                "app"));
    assertEquals("cart-0", found.get("k8s.pod.name"));
    assertEquals("77", found.get("k8s.pod.uid"));
    assertEquals("shop", found.get("k8s.namespace.name"));
    assertEquals("n1", found.get("k8s.node.name"));
    assertEquals("app", found.get("k8s.container.name"));
  }

  @Test
  void theNamespaceOfAPodIsAlsoInItsServiceAccount() throws IOException {
    file("var/run/secrets/kubernetes.io/serviceaccount/namespace", "shop");
    Map<String, String> found = found(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
    assertEquals("shop", found.get("k8s.namespace.name"));
    assertFalse(found.containsKey("k8s.pod.name"));
  }
}
