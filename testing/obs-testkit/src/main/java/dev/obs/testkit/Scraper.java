package dev.obs.testkit;

import dev.obs.spi.MetricOutlet;
import dev.obs.spi.ScrapePage;
import java.util.List;
import java.util.Map;

/// A backend that comes to collect, for a metric sink whose outlet is a [MetricOutlet.Pull]. The
/// kit fetches the page; what is left is to read it.
///
/// ```java
/// @Override
/// protected Backend backend() {
///   return (Scraper) page -> AcmeText.read(new String(page.body(), UTF_8));
/// }
/// ```
@FunctionalInterface
public interface Scraper extends Backend {

  /// The points that a page shows.
  ///
  /// @throws Exception if the page cannot be read
  List<Received> read(ScrapePage.Page page) throws Exception;

  /// `port` to `0`, so that the system chooses a free one.
  @Override
  default Map<String, String> settings() {
    return Map.of("port", "0");
  }

  /// Nothing: it only sees what it collects.
  @Override
  default List<Received> received() {
    return List.of();
  }
}
