package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.it.AlertmanagerServer;
import dev.obs.it.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of `obs deploy` of the linked image, validated like those of the repository.
class DeployIT {
  private static final String SHOP =
      """
      telemetry:
        service_name: My Shop
        prometheus: {port: 19464, host: 0.0.0.0, path: /prom}
        tracing: {exporters: [otlp]}
        otlp: {endpoint: "${COLLECTOR}", headers: {authorization: "${file:/run/secrets/token}"}, timeout: "${file:/run/secrets/limit}"}
        spool: {enabled: true, path: /data/spool, max_size: 1GB}
      health:
        host: 0.0.0.0
        port: 18080
        endpoints: [{path: /alive, type: liveness}, {path: /go, type: readiness}]
      """;

  /// The document that this project implements contains its own configuration.
  private static final Path SEED =
      Path.of("..", "..", "distribution", "src", "test", "resources", "seed-telemetry.yaml");

  @TempDir Path folder;
  private Path output;

  @BeforeEach
  void name() {
    output = folder.resolve("deployed");
  }

  private Path configuration(String text) throws IOException {
    return Files.writeString(folder.resolve("shop.yaml"), text);
  }

  @Test
  void writesTheFilesOfTheRepositoryForTheDemo() throws Exception {
    Program.Result result = Deployment.deploy("--output", output);
    assertEquals(0, result.exit(), result.output());

    Set<String> written = Deployment.files(output);
    Set<String> expected = Deployment.files(Deployment.FILES);
    written.removeIf(file -> file.startsWith("secrets/"));
    expected.removeIf(file -> file.startsWith("secrets/"));
    assertEquals(expected, written);
    written.remove("compose.yml"); // which builds nothing, but takes the image
    for (String file : written) {
      assertEquals(
          Files.readString(Deployment.FILES.resolve(file)),
          Files.readString(output.resolve(file)),
          file);
    }
    Yaml build = Yaml.read(output.resolve("compose.yml")).at("services.obs-demo.build");
    assertEquals(".", build.get("context").text());
    assertEquals(Deployment.IMAGE.toString(), build.at("additional_contexts.image").text());
  }

  @Test
  void writesFilesThatEveryValidatorAccepts() throws Exception {
    Program.Result result = Deployment.deploy("--output", output, "--config", configuration(SHOP));
    assertEquals(0, result.exit(), result.output());

    String compose = output.resolve("compose.yml").toString();
    assertEquals(new Node.Result(0, ""), Node.run("compose.mjs", compose));
    String dockerfile = output.resolve("Dockerfile").toString();
    assertEquals(new Node.Result(0, ""), Node.run("dockerfile.mjs", dockerfile));

    Kustomize.require();
    Path manifests = folder.resolve("manifests.yaml");
    Files.writeString(manifests, Kustomize.build(output.resolve("kubernetes/overlays/production")));
    Node.Result kubernetes = Node.run("kubernetes.mjs", manifests.toString());
    assertEquals(0, kubernetes.exit(), kubernetes.output());

    Program.require(PrometheusServer.isInstalled(), "prometheus");
    Object[] tests =
        Deployment.files(output.resolve("prometheus/tests")).stream()
            .map(file -> output.resolve("prometheus/tests").resolve(file))
            .toArray();
    Program.Result rules =
        Program.run(
            PrometheusServer.promtool(),
            Stream.concat(Stream.of("test", "rules"), Stream.of(tests)).toArray());
    assertEquals(0, rules.exit(), rules.output());

    Program.require(AlertmanagerServer.isInstalled(), "prometheus-alertmanager");
    Program.Result alerts =
        Program.run(
            AlertmanagerServer.amtool(),
            "check-config",
            output.resolve("alertmanager/alertmanager.yml"));
    assertEquals(0, alerts.exit(), alerts.output());
  }

  @Test
  void fillsInNamePortsAndPaths() throws Exception {
    Program.Result result = Deployment.deploy("--output", output, "--config", configuration(SHOP));
    assertEquals(0, result.exit(), result.output());

    Pattern demo = Pattern.compile("obs-demo|\\b8080\\b|\\b9464\\b|/var/lib/obs|[\\s\"`]/ready\\b");
    for (String file : Deployment.files(output)) {
      String text = Files.readString(output.resolve(file));
      assertFalse(demo.matcher(text).find(), () -> file + ":\n" + text);
    }
    assertEquals(SHOP, Files.readString(output.resolve("telemetry.yaml")));
    assertEquals(SHOP, Files.readString(output.resolve("kubernetes/base/telemetry.yaml")));
    Yaml pod =
        Yaml.read(output.resolve("kubernetes/base/deployment.yaml")).at("spec.template.spec");
    assertEquals("/alive", pod.at("containers.0.livenessProbe.httpGet.path").text());
    assertEquals("/go", pod.at("containers.0.readinessProbe.httpGet.path").text());
    assertEquals("18080", pod.at("containers.0.ports.0.containerPort").text());
    assertEquals("1056Mi", pod.at("volumes.2.emptyDir.sizeLimit").text());
    assertEquals("/data", pod.at("containers.0.volumeMounts.2.mountPath").text());
    Yaml scrape = Yaml.read(output.resolve("prometheus/prometheus.yml")).at("scrape_configs.0");
    assertEquals("my-shop", scrape.get("job_name").text());
    assertEquals("/prom", scrape.get("metrics_path").text());
    assertEquals("my-shop:19464", scrape.at("static_configs.0.targets.0").text());
  }

  @Test
  void saysWhatTheContainerLacks() throws Exception {
    String text =
        SHOP.replace("host: 0.0.0.0\n  port", "port").replace("enabled: true", "enabled: false");
    Program.Result result = Deployment.deploy("--output", output, "--config", configuration(text));

    assertEquals(0, result.exit(), result.output());
    for (String notice :
        List.of(
            "note: health.host is 127.0.0.1 (default)",
            "note: the configuration needs the variable COLLECTOR",
            "note: the configuration reads /run/secrets/token",
            "note: the spool is off (" + folder.resolve("shop.yaml") + ":6)")) {
      assertTrue(result.output().contains(notice), () -> notice + " is not in " + result.output());
    }
  }

  /// They exist in the service's environment, and may be absent here.
  @Test
  void needsNoSecretsAndVariables() throws Exception {
    String text =
        """
        telemetry:
          service_name: "${SERVICE_NAME}"
          metrics: {prometheus_port: "${METRICS_PORT}"}
          spool: {path: "${file:/run/secrets/path}"}
          incidents: {exporters: [pagerduty, webhook]}
          pagerduty: {routing_key: "${ROUTING_KEY}"}
          webhook: {url: "${file:/run/secrets/url}"}
        """;

    Program.Result result = Deployment.deploy("--output", output, "--config", configuration(text));

    assertEquals(0, result.exit(), result.output());
    assertTrue(Yaml.read(output.resolve("compose.yml")).at("services.obs-demo").value() != null);
    String pod = Files.readString(output.resolve("kubernetes/base/deployment.yaml"));
    assertTrue(pod.contains("mountPath: \"/var/lib/obs\"\n"), pod);
  }

  @Test
  void makesSecretsOnceAndShowsThemToNobody() throws Exception {
    Program.Result result = Deployment.deploy("--output", output);
    Path secrets = output.resolve("secrets");
    String password = Files.readString(secrets.resolve("elastic_password"));

    assertEquals(32, password.length());
    assertNotEquals(password, Files.readString(secrets.resolve("grafana_admin_password")));
    assertFalse(result.output().contains(password));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)));

    Files.writeString(secrets.resolve("slack_api_url"), "https://hooks.example.com/mine");
    assertEquals(0, Deployment.deploy("--output", output, "--force").exit());
    assertEquals(password, Files.readString(secrets.resolve("elastic_password")));
    assertEquals(
        "https://hooks.example.com/mine", Files.readString(secrets.resolve("slack_api_url")));
  }

  @Test
  void writesOnlyTheTargetsThatAreAskedFor() throws Exception {
    String runbooks = "https://wiki.example.com/runbooks/";
    assertEquals(
        0, Deployment.deploy("monitoring", "--output", output, "--runbooks", runbooks).exit());

    assertEquals(
        Set.of("README.md", "alertmanager", "grafana", "prometheus", "runbooks"),
        Deployment.files(output).stream()
            .map(file -> file.split("/", 2)[0])
            .collect(Collectors.toSet()));
    String rules = Files.readString(output.resolve("prometheus/rules/health.yml"));
    assertTrue(rules.contains("https://wiki.example.com/runbooks/service-not-ready.md"), rules);
    assertFalse(rules.contains("externalURL"), rules);
  }

  @Test
  void takesAnImageOfYourOwnIntoTheContainer() throws Exception {
    Path image = folder.resolve("own");
    Path obs = Deployment.IMAGE.resolve("bin/obs");
    Program.Result link =
        Program.run(
            obs,
            "link",
            "--with",
            "health-http",
            "--no-aot",
            "--compress",
            "zip-0",
            "--output",
            image);
    assertEquals(0, link.exit(), link.output());

    Program.Result result = Deployment.deploy("--output", output, "--image", image);

    assertEquals(0, result.exit(), result.output());
    String dockerfile = Files.readString(output.resolve("Dockerfile"));
    assertTrue(
        dockerfile.endsWith("ENTRYPOINT [\"/opt/obs/bin/obs\"]\nCMD [\"run\"]\n"), dockerfile);
    assertEquals(
        image.toString(),
        Yaml.read(output.resolve("compose.yml"))
            .at("services.obs-demo.build.additional_contexts.image")
            .text());
    Program.Result other = Program.run(image.resolve("bin/obs"), "deploy", "--output", folder);
    assertEquals(2, other.exit());
    assertTrue(other.output().contains("run the full image's obs deploy"), other.output());
  }

  /// Its metrics are on the address that the stack's Prometheus scrapes.
  @Test
  void deploysTheConfigurationOfTheSeed() throws Exception {
    Program.Result result = Deployment.deploy("--output", output, "--config", SEED);

    assertEquals(0, result.exit(), result.output());
    assertTrue(result.output().contains("the containers use 9464 instead"), result.output());
    Path compose = output.resolve("compose.yml");
    assertEquals(new Node.Result(0, ""), Node.run("compose.mjs", compose.toString()));
    Yaml service = Yaml.read(compose).at("services.openapi-doc-generator");
    assertEquals("9464", service.at("environment.OTEL_EXPORTER_PROMETHEUS_PORT").text());
  }

  @Test
  void theStackRunsWithTheConfigurationOfTheSeed() throws Exception {
    List<String> command = List.of(Deployment.IMAGE.resolve("bin/obs").toString(), "check");
    ProcessBuilder check = new ProcessBuilder(command).redirectErrorStream(true);
    Yaml.read(Deployment.FILES.resolve("compose.yml"))
        .at("services.obs-demo.environment")
        .entries()
        .forEach((name, value) -> check.environment().put(name, value.text()));
    check.environment().put("TELEMETRY_CONFIG", SEED.toString());
    Process process = check.start();
    String effective = new String(process.getInputStream().readAllBytes());

    assertEquals(0, process.waitFor(), effective);
    for (String line :
        List.of(
            "telemetry.service_name +openapi-doc-generator",
            "telemetry.prometheus.host +0.0.0.0",
            "telemetry.prometheus.port +9464",
            "telemetry.otlp.*endpoint +http://jaeger:4318",
            "health.host +0.0.0.0",
            "health.port +8080")) {
      assertTrue(Pattern.compile(line).matcher(effective).find(), () -> line + " in " + effective);
    }
  }
}
