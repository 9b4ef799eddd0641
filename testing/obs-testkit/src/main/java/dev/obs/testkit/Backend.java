package dev.obs.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The backend of a sink, real or fake, for the conformance kit: its address, its received records,
/// and its faults. [HttpBackend] is one for any protocol over HTTP; a sink that writes to a file or
/// to memory needs only [#settings] and [#received]:
///
/// ```java
/// Path file = Files.createTempFile("spans", ".jsonl");
/// return new Backend() {
///   public Map<String, String> settings() {
///     return Map.of("path", file.toString());
///   }
///
///   public List<Received> received() throws IOException {
///     return Files.readAllLines(file).stream().map(AcmeJson::read).toList();
///   }
/// };
/// ```
///
/// Called by several threads.
public interface Backend extends AutoCloseable {

  /// The delay that a backend with [Fault#RETRY_AFTER] requests.
  Duration RETRY_AFTER = Duration.ofSeconds(7);

  /// Returns the sink's settings for this backend, as in the configuration: `hosts` to
  /// `http://localhost:9200`. Elements of a list are separated by commas, as are entries of a
  /// mapping in the form `name=value`.
  ///
  /// Called once for each time that the kit opens the sink, and may return different settings: if
  /// two open sinks cannot share one place, such as a file, each gets a separate one.
  Map<String, String> settings();

  /// Returns all records accepted since the start, each as often as it arrived, in any order,
  /// without refused ones.
  ///
  /// @throws Exception if an unreadable record arrived, which the kit reports as the sink's fault
  List<Received> received() throws Exception;

  /// Returns the losses of the format by its specification.
  default Fidelity fidelity() {
    return Fidelity.complete();
  }

  /// Returns its possible faults. Tests of other faults are skipped.
  default Set<Fault> faults() {
    return Set.of();
  }

  /// Activates one of [#faults].
  default void become(Fault fault) throws Exception {
    throw new UnsupportedOperationException("cannot become " + fault);
  }

  /// Deactivates the fault.
  default void recover() throws Exception {}

  /// Closes the backend.
  @Override
  default void close() throws IOException {}
}
