package dev.obs.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
  }
}
