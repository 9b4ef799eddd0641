package dev.obs.bench.scrape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.bench.report.Side;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageServerTest {
  private static final int LINES = 1_000;
  // 500 counters, 29 histograms of 17 lines
  private static final long SERIES = 500 + 29 * 17;

  private static String page(int port) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
              .header("Accept", "text/plain; version=0.0.4")
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OBS", "SDK", "CLIENT_JAVA", "MICROMETER", "FLOOR"})
  void everySideHasTheSameSeries(Side side) throws Exception {
    try (PageServer server = PageServer.open(side, LINES)) {
      // Micrometer adds a gauge of the maximum to each timer
      long lines =
          page(server.port())
              .lines()
              .filter(line -> line.contains("route=\"/orders/") && !line.contains("_max{"))
              .count();

      assertEquals(SERIES, lines);
      long text = new Scraper(server.port(), "text").scrape();
      assertTrue(new Scraper(server.port(), "gzip").scrape() < text / 2);
    }
  }
}
