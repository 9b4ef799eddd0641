package dev.obs.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The secrets of the configuration, which must not appear in any output of Obs, even if servers
/// repeat them.
class SecretsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> SECRETS =
      List.of(
          "4711-from-a-file",
          "4711-from-a-variable",
          "4711-from-the-user-information",
          base64("teller:4711-from-the-user-information"),
          "4711-from-a-query",
          "4711-of-elastic",
          base64("elastic:4711-of-elastic"),
          "4711-of-a-dependency");
  private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "4711-from-a-variable");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void configure(int port, boolean spool) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve("in/key"), "4711-from-a-file\n");
    Files.writeString(
        folder.resolve("in/telemetry.yaml"),
        """
        telemetry:
          shutdown: {deadline: 500ms}
          spool: {enabled: %2$s, path: %3$s}
          tracing: {exporters: [otlp, zipkin], schedule_delay: 20ms}
          logging: {exporters: [console, elasticsearch], schedule_delay: 20ms}
          metrics: {exporters: [prometheus], prometheus_port: 0}
          otlp:
            endpoint: "http://teller:4711-from-the-user-information@127.0.0.1:%1$d"
            headers: {x-key: "${file:key}", x-token: "Token ${TOKEN}"}
          zipkin: {endpoint: "http://127.0.0.1:%1$d/api/v2/spans?key=4711-from-a-query"}
          elasticsearch:
            hosts: ["http://127.0.0.1:%1$d"]
            username: elastic
            password: 4711-of-elastic
        health:
          port: 0
          checks:
            interval: 100ms
            dependencies:
              - {name: peer, http: "http://127.0.0.1:%1$d/up?token=4711-of-a-dependency"}
        """
            .formatted(port, spool, folder.resolve("spool")));
  }

  private String config() {
    return folder.resolve("in/telemetry.yaml").toString();
  }

  private String get(URI uri, String accept) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /// Returns the output of a command, which is also written into the folder.
  private String run(String... args) throws IOException, InterruptedException {
    try (ImageProcess command = ImageProcess.start(folder, ENVIRONMENT, args)) {
      command.exitCode();
      return command.toString();
    }
  }

  private static void assertNoSecret(String where, String text) {
    for (String secret : SECRETS) {
      assertFalse(text.contains(secret), () -> secret + " is in " + where + ":\n" + text);
    }
  }

  /// Checks every written file: the output of processes and the spool.
  private void assertNoSecretInFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(folder.resolve("in"))) {
          assertNoSecret(
              file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"200, true", "302, false", "400, true", "400, false", "500, false"})
  void areInNoOutputHoweverServersRepeatThem(int status, boolean spool) throws Exception {
    try (EchoServer server = new EchoServer(status)) {
      configure(server.port(), spool);
      try (ImageProcess demo =
          ImageProcess.start(folder, ENVIRONMENT, "demo", "--config", config())) {
        URI health = demo.address("health-http");
        URI page = demo.address("prometheus");
        await().atMost(LIMIT).until(() -> demo.out().contains("elasticsearch logs"));
        await().atMost(LIMIT).until(() -> status == 200 || demo.out().contains("otlp traces"));
        for (String path : List.of("/health", "/ready", "/metrics", "/livez?verbose", "/readyz")) {
          for (String accept : List.of("application/json", "text/plain")) {
            assertNoSecret(path, get(health.resolve(path), accept));
          }
        }
        assertNoSecret("the page of metrics", get(page, "*/*"));
        assertEquals(0, demo.terminate(), demo::toString);
        // messages of whole responses are not always shown, those of refused items are
        assertTrue(
            status != 200 || demo.out().contains("(hidden)"),
            () -> "the server repeated nothing: " + demo);
      }
      run("check", "--config", config());
      run("modules", "--json", "--config", config());
      run("spool", "--config", config());
      run("spool", "--json", "--config", config());
      assertNoSecretInFiles();
    }
  }

  @Test
  void inTheConfigurationKeepItFromBeingDeployed() throws Exception {
    configure(1, true);
    try (ImageProcess deploy =
        ImageProcess.start(
            folder, ENVIRONMENT, "deploy", "--output", "out", "--config", config())) {
      assertEquals(2, deploy.exitCode(), deploy::toString);
      List<String> errors = deploy.err().lines().toList();
      assertEquals(4, errors.size(), deploy::toString);
      assertTrue(
          errors.stream()
              .allMatch(line -> line.matches(".*telemetry.yaml:\\d+:\\d+: .*\\$\\{file:.*")),
          deploy::toString);
      assertFalse(Files.exists(folder.resolve("out")));
    }
    assertNoSecretInFiles();
  }

  @Test
  void ofAPrivateFileStayPrivateInItsCopies() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("telemetry.yaml"),
            "telemetry: {otlp: {headers: {authorization: \"${file:/run/secrets/token}\"}}}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (ImageProcess deploy = ImageProcess.run(folder, "deploy", "--output", "out")) {
      assertEquals(0, deploy.exitCode(), deploy::toString);
    }
    for (String copy : List.of("telemetry.yaml", "kubernetes/base/telemetry.yaml")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("out").resolve(copy))));
    }
  }

  @Test
  void ofAUrlOnTheCommandLineAreNotRepeated() throws Exception {
    String health =
        run("health", "--url", "http://u:4711-of-elastic@127.0.0.1:1/?t=4711-from-a-query");
    String notHttp = run("health", "--url", "ftp://u:4711-of-elastic@h/");
    String malformed = run("health", "--url", "http://u:4711-of-elastic@no host/");

    assertTrue(health.contains("nothing answers at http://(hidden)@127.0.0.1:1/"), health);
    assertTrue(notHttp.contains("ftp://(hidden)@h/"), notHttp);
    assertTrue(malformed.contains("http://(hidden)@no host/"), malformed);
    assertNoSecretInFiles();
  }
}
