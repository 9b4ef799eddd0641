package dev.obs.testkit;

import dev.obs.spi.MetricOutlet;
import dev.obs.spi.ScrapePage;
import java.util.List;
import java.util.Map;

/// A backend that collects, for a metric sink whose outlet is a [MetricOutlet.Pull]. The kit
/// fetches the page; only its reader must be written:
///
/// ```java
/// @Override
/// protected Backend backend() {
///   return (Scraper) page -> AcmeText.read(new String(page.body(), UTF_8));
/// }
/// ```
@FunctionalInterface
public interface Scraper extends Backend {

  /// Returns the points on a page.
  ///
  /// @throws Exception if the page cannot be read
  List<Received> read(ScrapePage.Page page) throws Exception;

  /// Returns `port` set to `0`, so that the system chooses a free one.
  @Override
  default Map<String, String> settings() {
    return Map.of("port", "0");
  }

  /// Returns nothing: it sees only collected pages.
  @Override
  default List<Received> received() {
    return List.of();
  }
}
