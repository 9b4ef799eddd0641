package dev.obs.kernel.delivery;

import dev.obs.spi.Exporter;
import dev.obs.spi.MetricOutlet;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An open sink. [#close] is for one that is not used after all; the lane closes its exporter.
///
/// @param <T> the type of a record
public sealed interface Outlet<T> extends AutoCloseable {

  @Override
  void close() throws IOException;

  /// A sink with an exporter; null for null.
  static <T> @Nullable Outlet<T> pushed(@Nullable Exporter<T> exporter) {
    return exporter == null ? null : new Pushed<>(exporter);
  }

  /// The object that runs the sink's code.
  Object part();

  /// Records are offered to a lane, which hands them to the exporter.
  record Pushed<T>(Exporter<T> exporter) implements Outlet<T> {
    @Override
    public Object part() {
      return exporter;
    }

    @Override
    public void close() throws IOException {
      exporter.close();
    }
  }

  /// The same for records that are collected on a schedule.
  ///
  /// @param reader makes the reader that collects them for a lane
  record Collected<T>(Exporter<T> exporter, Function<Lane<T>, CollectingReader> reader)
      implements Outlet<T> {
    @Override
    public Object part() {
      return exporter;
    }

    @Override
    public void close() throws IOException {
      exporter.close();
    }
  }

  /// Metrics are pulled by a scrape; there is no lane.
  record Scraped<T>(MetricOutlet.Pull pull) implements Outlet<T> {
    @Override
    public Object part() {
      return pull;
    }

    @Override
    public void close() {
      pull.close();
    }
  }
}
