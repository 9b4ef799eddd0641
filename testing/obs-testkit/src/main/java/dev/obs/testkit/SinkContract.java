package dev.obs.testkit;

import dev.obs.model.SafeText;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.testkit.Call.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// The contract of the opening of sinks, with the helpers of the other contracts of sinks.
///
/// @param <T> `SpanData`, `MetricData`, `LogRecordData` or `Incident`
abstract class SinkContract<T> extends ValidationContract {
  private final List<Exporter<T>> exporters = new CopyOnWriteArrayList<>();
  private Backend backend = new NoBackend();

  /// Creates the backend of the sink. Called once for each test; closed by the kit.
  protected abstract Backend backend() throws Exception;

  abstract Signal<T> signal();

  /// Opens a new sink.
  abstract Exporter<T> open(ExtensionContext context) throws Exception;

  @Override
  final Map<String, String> validSettings() {
    return backend.settings();
  }

  @Override
  final AutoCloseable opening(ExtensionContext context) throws Exception {
    return open(context);
  }

  @BeforeEach
  void startBackend() throws Exception {
    backend = backend();
  }

  @AfterEach
  void closeAll() throws Exception {
    exporters.forEach(ExtensionContract::closeAfterTest);
    exporters.clear();
    backend.close();
  }

  @Test
  void validatesWhenTheBackendIsDown() throws Exception {
    become(Fault.DOWN);
    assertAccepted(backend.settings());
  }

  @Test
  void opensAtOnceWhenTheBackendIsDown() throws Exception {
    become(Fault.DOWN);
    Exporter<T> unused = opened();
  }

  @Test
  void opensAndClosesWithoutEverExporting() {
    close(opened());
  }

  @Test
  void opensTwiceIndependently() {
    Exporter<T> one = opened();
    Exporter<T> other = opened();
    if (isSame(one, other)) {
      throw Rule.INDEPENDENT.broken(
          "two calls of open returned the same exporter", "make a new one in each");
    }
    deliver(one, records("one-", 3));
    close(one);
    deliver(other, records("other-", 3));
  }

  final Backend theBackend() {
    return backend;
  }

  /// Returns the received records.
  List<Received> arrived() throws Exception {
    return backend.received();
  }

  final TestContext context() {
    return TestContext.of(extension(), backend.settings());
  }

  /// Opens an exporter, which the kit closes after the test.
  final Exporter<T> opened() {
    return opened(context());
  }

  final Exporter<T> opened(TestContext context) {
    Outcome<Exporter<T>> outcome =
        Call.start(() -> open(context)).await(QUICKLY, Rule.OPEN, "open");
    if (outcome.thrown() instanceof TestAbortedException skipped) {
      throw skipped;
    }
    Exporter<T> exporter = opened(outcome, "an exporter", "connect on the first export");
    exporters.add(exporter);
    return exporter;
  }

  final Outcome<ExportResult> export(Exporter<T> exporter, List<T> batch) {
    return Call.start(() -> exporter.export(batch)).await(Rule.PROMPT, "export");
  }

  /// Exports a batch and asserts that all of it arrives.
  final void deliver(Exporter<T> exporter, List<T> batch) {
    Answers.assertDelivered(export(exporter, batch), "with a backend that is well");
    delivery().assertArrived(received(batch));
  }

  final Delivery delivery() {
    return new Delivery(this::arrived, backend.fidelity(), signal().noun());
  }

  final List<Received> received(List<T> batch) {
    return batch.stream().flatMap(item -> signal().received(item).stream()).toList();
  }

  final List<T> records(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> signal().record(prefix + i)).toList();
  }

  /// Activates a fault of the backend, or skips the test.
  final void become(Fault fault) throws Exception {
    Assumptions.assumeTrue(
        backend.faults().contains(fault),
        () -> "not tested: the backend given to the kit cannot become " + fault);
    backend.become(fault);
  }

  final void recover() throws Exception {
    backend.recover();
  }

  /// Closes an exporter in time.
  final void close(Exporter<T> exporter) {
    exporters.remove(exporter);
    Outcome<Boolean> outcome =
        Call.start(() -> closed(exporter)).await(QUICKLY, Rule.CLOSE, "close()");
    if (outcome.thrown() != null && !(outcome.thrown() instanceof IOException)) {
      throw Rule.CLOSE.broken(
          "close() threw " + SafeText.of(outcome.thrown()),
          "throw nothing but an IOException",
          outcome.thrown());
    }
  }

  /// A placeholder for the backend before there is one.
  private static final class NoBackend implements Backend {
    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public List<Received> received() {
      return List.of();
    }
  }
}
