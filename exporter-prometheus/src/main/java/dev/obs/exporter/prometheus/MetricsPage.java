package dev.obs.exporter.prometheus;

import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Collects and renders, one request at a time.
final class MetricsPage implements ScrapePage {
  /// The usual time-out of a scrape; who waits longer is gone.
  private static final int WAIT_SECONDS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final ScrapeReader reader;
  private final ScrapeLosses losses;
  private final Exposition exposition;

  MetricsPage(ScrapeReader reader, Resource resource, ScrapeLosses losses) {
    this.reader = reader;
    this.losses = losses;
    this.exposition = new Exposition(resource, losses);
  }

  /// @throws IllegalStateException if a callback of the application keeps an earlier collection
  ///   from ending
  @Override
  public Page render(String accept) {
    Format format = Format.preferred(accept);
    if (!locked()) {
      throw new IllegalStateException(
          "an earlier collection has not ended for " + WAIT_SECONDS + " s");
    }
    try {
      return new Page(format.contentType(), exposition.write(format, collect()));
    } finally {
      lock.unlock();
    }
  }

  private boolean locked() {
    try {
      return lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Collection<MetricData> collect() {
    try {
      return reader.collect();
    } catch (Throwable failure) { // the SDK lets an Error of a callback through
      losses.collectionFailed(failure);
      return List.of();
    }
  }
}
