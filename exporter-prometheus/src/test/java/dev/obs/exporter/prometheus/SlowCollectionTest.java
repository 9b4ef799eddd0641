package dev.obs.exporter.prometheus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.ScrapePage;
import dev.obs.spi.ScrapePage.Page;
import dev.obs.testkit.TestContext;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Callbacks of an application that block a collection.
class SlowCollectionTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Scraped scraped = new Scraped();
  private final ExecutorService scrapers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore collections = new Semaphore(0);
  private final AtomicInteger collected = new AtomicInteger();

  SlowCollectionTest() {
    scraped
        .meter()
        .gaugeBuilder("slow")
        .buildWithCallback(measurement -> {
          collections.acquireUninterruptibly();
          measurement.record(collected.incrementAndGet());
        });
  }

  @AfterEach
  void close() {
    collections.release(1_000_000);
    scrapers.close();
    scraped.close();
  }

  @Test
  void aScrapeThatCannotWaitGetsTheLastPage() {
    collections.release();
    Page first = scraped.page.render("", LONG);
    Page last = scraped.page.render("", SHORT);
    assertSame(first, last);
    assertEquals(1, collected.get());
    assertTrue(
        scraped.logger.lines().stream().anyMatch(line -> line.contains("within the time-out")));
    assertEquals(1, scraped.loss("obs.scrape.late"));
  }

  @Test
  void aScrapeWithoutAnyPageInTimeFailsAndTheNextOneGetsItsPage() {
    assertThrows(IllegalStateException.class, () -> scraped.page.render("", SHORT));
    collections.release();
    await().ignoreExceptions().until(() -> text(scraped.page.render("", SHORT)).contains("slow"));
  }

  @Test
  void scrapesThatGaveUpCauseNoCollection() {
    for (int i = 0; i < 20; i++) {
      assertThrows(IllegalStateException.class, () -> scraped.page.render("", SHORT));
    }
    collections.release(100);
    await().until(() -> collected.get() == 1);
    scraped.page.render("", LONG);
    assertTrue(collected.get() <= 2, collected + " collections for one scrape that waited");
  }

  @Test
  void scrapesThatWaitShareACollection() {
    List<CompletableFuture<Page>> pages = new ArrayList<>();
    CountDownLatch waiting = new CountDownLatch(150);
    for (int i = 0; i < 150; i++) {
      pages.add(
          CompletableFuture.supplyAsync(
              () -> {
                waiting.countDown();
                return scraped.page.render("", LONG);
              },
              scrapers));
    }
    await().until(() -> waiting.getCount() == 0 && collections.hasQueuedThreads());
    collections.release(100);
    Set<Page> distinct = pages.stream().map(CompletableFuture::join).collect(Collectors.toSet());
    assertTrue(distinct.size() <= 5, distinct.size() + " pages for 150 scrapes");
    assertEquals(distinct.size(), collected.get());
  }

  @Test
  void scrapesOfBothFormatsShareACollection() {
    CompletableFuture<Page> text =
        CompletableFuture.supplyAsync(() -> scraped.page.render("", LONG), scrapers);
    await().until(collections::hasQueuedThreads);
    CompletableFuture<Page> openMetrics =
        CompletableFuture.supplyAsync(
            () -> scraped.page.render("application/openmetrics-text", LONG), scrapers);
    await().until(() -> scraped.page.waiting() == 2);
    collections.release();
    assertTrue(text(openMetrics.join()).endsWith("# EOF\n"));
    assertTrue(text(text.join()).contains("slow"));
    assertEquals(1, collected.get());
  }

  @ParameterizedTest
  @CsvSource({
    "10,9000",
    "15.0,13500",
    "0.5,450",
    "0.001,50",
    "1e9,25000",
    "'',9000",
    "x,9000",
    "-1,9000",
    "NaN,9000",
    "0,9000"
  })
  void answersShortlyBeforeTheScraperGivesUp(String header, long millis) {
    assertEquals(millis, ScrapePage.timeout(header).toMillis());
  }

  @Test
  void theScrapersTimeOutDecides() throws Exception {
    TestContext context =
        new TestContext().resource(Scraped.RESOURCE).with(PrometheusSettings.LISTENER.port(), 0);
    CountDownLatch hang = new CountDownLatch(1);
    try (var outlet = new PrometheusSink().open(context);
        SdkMeterProvider provider =
            SdkMeterProvider.builder().registerMetricReader(outlet.reader()).build();
        HttpClient client = HttpClient.newHttpClient()) {
      provider
          .get("shop")
          .gaugeBuilder("never")
          .buildWithCallback(measurement -> {
            try {
              hang.await();
            } catch (InterruptedException stop) {
              Thread.currentThread().interrupt();
            }
          });
      HttpRequest request =
          HttpRequest.newBuilder(outlet.addresses().getFirst())
              .header(ScrapePage.TIMEOUT_HEADER, "0.2")
              .timeout(Duration.ofSeconds(5))
              .build();
      assertEquals(500, client.send(request, BodyHandlers.ofString()).statusCode());
      hang.countDown();
    }
  }

  private static String text(Page page) {
    return new String(page.body(), StandardCharsets.UTF_8);
  }
}
