package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The records of a sink in memory.
final class Memory<T> {
  private final String noun;
  private final List<T> items = new ArrayList<>();
  private ExportResult result = ExportResult.delivered();

  Memory(String noun) {
    this.noun = noun;
  }

  synchronized ExportResult add(List<T> batch) {
    if (result instanceof ExportResult.Delivered) {
      items.addAll(batch);
      notifyAll();
    }
    return result;
  }

  synchronized void answer(ExportResult next) {
    result = next;
  }

  synchronized List<T> all() {
    return List.copyOf(items);
  }

  synchronized List<T> await(int count, Duration timeout, Function<T, String> name) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (items.size() < count && end - System.nanoTime() > 0) {
        // a millisecond more, because 0 would wait without a limit
        wait((end - System.nanoTime()) / 1_000_000 + 1);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (items.size() < count) {
      throw new AssertionError(
          "expected "
              + count
              + " "
              + noun
              + " within "
              + timeout
              + " but there are "
              + items.size()
              + ": "
              + items.stream().map(name).toList());
    }
    return List.copyOf(items);
  }

  synchronized void reset() {
    items.clear();
  }
}
