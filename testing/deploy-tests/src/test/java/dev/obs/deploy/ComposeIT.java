package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The compose stack, validated against the compose specification and its documented properties. No
/// engine is needed.
class ComposeIT {
  private static final Path COMPOSE = Deployment.FILES.resolve("compose.yml");
  private static final Path DOCKERFILE = Deployment.FILES.resolve("Dockerfile");
  private static final String APPLICATION = "obs-demo";

  @TempDir Path folder;

  private static Map<String, Yaml> services() throws IOException {
    return Yaml.read(COMPOSE).get("services").entries();
  }

  @Test
  void isWhatTheSpecificationSays() throws Exception {
    assertEquals(new Node.Result(0, ""), Node.run("compose.mjs", COMPOSE.toString()));
    assertEquals(new Node.Result(0, ""), Node.run("dockerfile.mjs", DOCKERFILE.toString()));
  }

  @Test
  void theValidatorsRejectInvalidFiles() throws Exception {
    String compose = Files.readString(COMPOSE);
    for (Map.Entry<String, String> fault :
        Map.of(
                "additional properties", compose.replace("pids_limit:", "pids_limt:"),
                "interface", compose.replace("'127.0.0.1:9090:9090'", "'9090:9090'"),
                "concrete version", compose.replace("prom/prometheus:v", "prom/prometheus#"))
            .entrySet()) {
      Path broken = folder.resolve("compose.yml");
      Files.writeString(broken, fault.getValue().replace("prometheus#3.15.0", "prometheus:latest"));
      Node.Result result = Node.run("compose.mjs", broken.toString());
      assertEquals(1, result.exit(), fault.getKey());
      assertTrue(result.output().contains(fault.getKey()), result.output());
    }
    Path broken = folder.resolve("Dockerfile");
    Files.writeString(broken, Files.readString(DOCKERFILE).replace("USER ", "USERR "));
    Node.Result result = Node.run("dockerfile.mjs", broken.toString());
    assertEquals(1, result.exit());
    assertTrue(result.output().contains("USERR"), result.output());
  }

  @Test
  void listensOnLoopbackOnly() throws Exception {
    services()
        .forEach((name, service) ->
            service
                .get("ports")
                .texts()
                .forEach(port -> assertTrue(port.startsWith("127.0.0.1:"), name + " " + port)));
  }

  @Test
  void takesEveryRightThatAServiceCanDoWithout() throws Exception {
    services()
        .forEach((name, service) -> {
          assertEquals(List.of("ALL"), service.get("cap_drop").texts(), name);
          assertEquals(
              List.of("no-new-privileges:true"), service.get("security_opt").texts(), name);
          assertFalse(service.get("mem_limit").text().isEmpty(), name);
          // Elasticsearch writes its keystore and temporary files beside its programs
          assertEquals(
              name.equals("elasticsearch") ? "" : "true", service.get("read_only").text(), name);
        });
    String dockerfile = Files.readString(DOCKERFILE);
    assertTrue(dockerfile.contains("\nUSER 65532:65532\n"));
    assertTrue(dockerfile.contains("CMD [\"/opt/obs/bin/obs\", \"health\"]"));
  }

  @Test
  void pinsEveryVersion() throws Exception {
    services()
        .forEach((name, service) ->
            assertTrue(service.get("image").text().matches(".+:v?\\d+\\.\\d+\\.\\d+"), name));
    Files.readAllLines(DOCKERFILE).stream()
        .filter(line -> line.startsWith("FROM ") && !line.startsWith("FROM scratch"))
        .forEach(line -> assertTrue(line.matches("FROM \\S+:\\d+\\.\\d+\\S*( AS \\w+)?"), line));
  }

  @Test
  void everyFileThatIsMountedIsThere() throws Exception {
    Set<String> volumes = Yaml.read(COMPOSE).get("volumes").entries().keySet();
    services()
        .forEach((name, service) -> {
          for (Yaml volume : service.get("volumes").items()) {
            String source =
                volume.get("source").text().isEmpty()
                    ? volume.text().split(":", 2)[0]
                    : volume.get("source").text().replaceFirst("^\\$\\{\\w+:-([^}]+)}$", "$1");
            assertTrue(
                source.startsWith("./")
                    ? Files.exists(Deployment.FILES.resolve(source))
                    : volumes.contains(source),
                name + " " + volume);
          }
        });
  }

  @Test
  void everySecretIsAFileThatSomebodyReads() throws Exception {
    Map<String, Yaml> secrets = Yaml.read(COMPOSE).get("secrets").entries();
    Set<String> used = new TreeSet<>();
    services().values().forEach(service -> used.addAll(service.get("secrets").texts()));
    used.addAll(Yaml.read(Deployment.FILES.resolve("telemetry.yaml")).secrets());

    assertEquals(used, new TreeSet<>(secrets.keySet()));
    secrets.forEach((name, secret) -> assertEquals("./secrets/" + name, secret.get("file").text()));
    String explained = Files.readString(Deployment.FILES.resolve("secrets/README.md"));
    secrets.keySet().forEach(name -> assertTrue(explained.contains("`" + name + "`"), name));
    Set<String> readByIt = Yaml.read(Deployment.FILES.resolve("telemetry.yaml")).secrets();
    assertTrue(services().get(APPLICATION).get("secrets").texts().containsAll(readByIt));
  }

  @Test
  void holdsNoPassword() throws Exception {
    services()
        .forEach((name, service) ->
            service
                .get("environment")
                .entries()
                .forEach((variable, value) ->
                    assertTrue(
                        !variable.contains("PASSWORD") || value.text().startsWith("/run/secrets/"),
                        name + " " + variable)));
  }
}
