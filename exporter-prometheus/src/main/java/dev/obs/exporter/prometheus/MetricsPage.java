package dev.obs.exporter.prometheus;

import dev.obs.spi.ScrapePage;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The page of all waiting scrapes, collected and rendered on one thread at a time.
///
/// A scrape shares the running collection with others. A scrape whose time is up gets the last page
/// of its format; the collection still renders its page, for the next scrape, but no further one is
/// started on its behalf. So a slow or blocked callback of the application occupies one thread and
/// delays other scrapes at most by their own time-out.
final class MetricsPage implements ScrapePage {
  /// An older page is worse than a failed scrape, which an alert can detect.
  private static final long STALE_NANOS = Duration.ofMinutes(1).toNanos();

  /// The scrapes that wait for one page.
  private static final class Waiting {
    private final CompletableFuture<Page> page = new CompletableFuture<>();
    private int scrapes;
  }

  private record Rendered(Page page, long nanos) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Format, Waiting> waiting = new EnumMap<>(Format.class);
  private final Map<Format, Rendered> last = new EnumMap<>(Format.class);
  private final ScrapeReader reader;
  private final Translation translation;
  private final ScrapeLosses losses;
  private final Exposition exposition;
  private boolean collecting;

  MetricsPage(
      ScrapeReader reader, Resource resource, Translation translation, ScrapeLosses losses) {
    this.translation = translation;
    this.reader = reader;
    this.losses = losses;
    this.exposition = new Exposition(resource, translation, losses);
  }

  @Override
  public Page render(String accept) {
    return render(accept, ScrapePage.timeout(""));
  }

  @Override
  public Page render(String accept, Duration timeout) {
    Format format = Format.preferred(accept, translation);
    Waiting joined = join(format);
    try {
      startCollecting();
      return joined.page.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return last(format);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the metrics cannot be collected", failed.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the scrape was interrupted", stop);
    } finally {
      leave(joined);
    }
  }

  /// Returns the number of waiting scrapes.
  int waiting() {
    lock.lock();
    try {
      return waiting.values().stream().mapToInt(served -> served.scrapes).sum();
    } finally {
      lock.unlock();
    }
  }

  private Waiting join(Format format) {
    lock.lock();
    try {
      Waiting joined = waiting.computeIfAbsent(format, added -> new Waiting());
      joined.scrapes++;
      return joined;
    } finally {
      lock.unlock();
    }
  }

  private void startCollecting() {
    lock.lock();
    try {
      if (!collecting) {
        // Not virtual: a callback of the application may occupy the carrier.
        Thread.ofPlatform().daemon().name("prometheus-collect").start(this::collectForAll);
        collecting = true;
      }
    } finally {
      lock.unlock();
    }
  }

  private void leave(Waiting joined) {
    lock.lock();
    try {
      joined.scrapes--;
    } finally {
      lock.unlock();
    }
  }

  private Page last(Format format) {
    losses.late();
    lock.lock();
    try {
      Rendered rendered = last.get(format);
      if (rendered == null || System.nanoTime() - rendered.nanos > STALE_NANOS) {
        throw new IllegalStateException("the metrics were not collected in time");
      }
      return rendered.page;
    } finally {
      lock.unlock();
    }
  }

  private void collectForAll() {
    do {
      try {
        Collection<MetricData> metrics = reader.collect();
        exposition.remember(metrics);
        finish(format -> exposition.write(format, metrics));
      } catch (Throwable failure) { // the SDK lets an Error of a callback through
        finish(format -> {
          throw failure;
        });
      }
    } while (isAwaited());
  }

  /// Delivers its page to each waiting scrape.
  private void finish(Renderer renderer) {
    for (Format format : Format.values()) {
      Waiting served = take(format);
      if (served == null) {
        continue;
      }
      try {
        Page page = new Page(format.contentType(), renderer.render(format));
        keep(format, new Rendered(page, System.nanoTime()));
        served.page.complete(page);
      } catch (Throwable failure) {
        losses.collectionFailed(failure);
        served.page.completeExceptionally(failure);
      }
    }
  }

  /// Removes the waiting scrapes of a format; later scrapes wait for the next page.
  private @Nullable Waiting take(Format format) {
    lock.lock();
    try {
      return waiting.remove(format);
    } finally {
      lock.unlock();
    }
  }

  private void keep(Format format, Rendered rendered) {
    lock.lock();
    try {
      last.put(format, rendered);
    } finally {
      lock.unlock();
    }
  }

  private boolean isAwaited() {
    lock.lock();
    try {
      collecting = waiting.values().stream().anyMatch(served -> served.scrapes > 0);
      return collecting;
    } finally {
      lock.unlock();
    }
  }

  @FunctionalInterface
  private interface Renderer {
    byte[] render(Format format) throws Throwable;
  }
}
