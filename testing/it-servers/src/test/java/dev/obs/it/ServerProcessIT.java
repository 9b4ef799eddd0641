package dev.obs.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessIT {

  @Test
  void elasticsearchKeepsItsPortAndDataOverARestart() throws Exception {
    long last;
    try (ElasticsearchServer server = ElasticsearchServer.start()) {
      URI document = server.uri().resolve("/restarts/_doc/1");
      assertEquals(
          201,
          send(
              HttpRequest.newBuilder(document)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"n\":1}"))));
      long first = server.pid();
      server.restart();
      last = server.pid();
      assertFalse(isAlive(first));
      assertEquals(200, send(HttpRequest.newBuilder(document)));
    }
    assertFalse(isAlive(last));
  }

  @Test
  void zipkinServesAndIsGoneAfterClose() throws Exception {
    long pid;
    try (ZipkinServer server = ZipkinServer.start()) {
      pid = server.pid();
      assertEquals(200, send(HttpRequest.newBuilder(server.uri().resolve("/api/v2/services"))));
    }
    assertFalse(isAlive(pid));
  }

  @Test
  void prometheusEvaluatesTheRulesOfItsConfigurationAndServesFiles(@TempDir Path folder)
      throws Exception {
    assumeInstalled(PrometheusServer.isInstalled(), "prometheus");
    Path rules = folder.resolve("rules.yml");
    Files.writeString(rules, "groups: [{name: one, rules: [{record: one, expr: vector(1)}]}]");
    Files.writeString(folder.resolve("page.md"), "# page");
    try (PrometheusServer server =
        PrometheusServer.configured(
            "rule_files: ['" + rules + "']", "--web.user-assets=" + folder)) {
      assertTrue(get(server.uri().resolve("/api/v1/rules")).body().contains("vector(1)"));
      assertEquals("# page", get(server.uri().resolve("/user/page.md")).body());
    }
  }

  @Test
  void alertmanagerTakesAlerts() throws Exception {
    assumeInstalled(AlertmanagerServer.isInstalled(), "prometheus-alertmanager");
    try (AlertmanagerServer server =
        AlertmanagerServer.configured("{route: {receiver: none}, receivers: [{name: none}]}")) {
      URI alerts = server.uri().resolve("/api/v2/alerts");
      assertEquals(
          200,
          send(
              HttpRequest.newBuilder(alerts)
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "[{\"labels\": {\"alertname\": \"Burning\"}}]"))));
      assertTrue(get(alerts).body().contains("Burning"));
    }
  }

  @Test
  void alertmanagerRefusesAConfigurationWithItsOwnWords() {
    assumeInstalled(AlertmanagerServer.isInstalled(), "prometheus-alertmanager");
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> AlertmanagerServer.configured("{route: {receiver: nobody}, receivers: []}"));
    assertTrue(refused.getMessage().contains("undefined receiver"), refused.getMessage());
  }

  @Test
  void aServerThatEndsBeforeItIsReadyFailsWithTheEndOfItsLog() {
    ServerProcess broken =
        new ServerProcess("broken") {
          @Override
          protected List<String> command() {
            return List.of(java(), "-XX:NoSuchFlag");
          }

          @Override
          protected String readyLine() {
            return "never";
          }

          @Override
          protected String readyPath() {
            return "/";
          }
        };
    IllegalStateException failed = assertThrows(IllegalStateException.class, broken::launch);
    assertTrue(failed.getMessage().contains("ended with 1"), failed.getMessage());
    assertTrue(failed.getMessage().contains("NoSuchFlag"), failed.getMessage());
  }

  private static void assumeInstalled(boolean installed, String debianPackage) {
    assumeTrue(
        installed || "true".equals(System.getenv("CI")),
        debianPackage + " is not installed: apt-get install " + debianPackage);
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private static HttpResponse<String> get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }
}
