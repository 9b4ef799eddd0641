package dev.obs.exporter.prometheus;

import dev.obs.spi.MetricSink;
import dev.obs.spi.ScrapePage;
import dev.obs.testkit.Backend;
import dev.obs.testkit.Fidelity;
import dev.obs.testkit.Field;
import dev.obs.testkit.MetricSinkConformance;
import dev.obs.testkit.Received;
import dev.obs.testkit.Scraper;
import java.util.List;

class PrometheusConformanceTest extends MetricSinkConformance {

  @Override
  protected MetricSink sink() {
    return new PrometheusSink();
  }

  /// Names are changed, the resource is a separate metric, and a scrape has no times. Other tests
  /// cover buckets.
  @Override
  protected Backend backend() {
    return new Scraper() {
      @Override
      public List<Received> read(ScrapePage.Page page) {
        return TextPage.read(page);
      }

      @Override
      public Fidelity fidelity() {
        return Fidelity.complete()
            .keys(Names::label)
            .without(
                Field.NAME,
                Field.UNIT,
                Field.SERVICE,
                Field.START,
                Field.TIMESTAMP,
                Field.TEMPORALITY,
                Field.MONOTONIC,
                Field.TYPE,
                Field.MIN,
                Field.MAX,
                Field.BOUNDS,
                Field.BUCKETS,
                Field.SCALE,
                Field.ZERO_COUNT,
                Field.EXEMPLARS);
      }
    };
  }
}
