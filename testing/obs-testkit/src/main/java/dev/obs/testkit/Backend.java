package dev.obs.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a sink sends to, real or fake, as the conformance kit sees it: how to reach it, what has
/// arrived, and how it misbehaves. [HttpBackend] is one for whatever is sent over HTTP; a sink that
/// writes to a file or to memory needs [#settings] and [#received] only:
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

  /// How long a backend with [Fault#RETRY_AFTER] asks to wait.
  Duration RETRY_AFTER = Duration.ofSeconds(7);

  /// The sink's settings that lead to this backend, as they would stand in the configuration:
  /// `hosts` to `http://localhost:9200`. Elements of a list are separated by commas, entries of a
  /// mapping too, as `name=value`.
  ///
  /// Asked once for each time that the kit opens the sink, and may answer differently: where two
  /// open sinks cannot share one place, such as a file, each gets its own.
  Map<String, String> settings();

  /// All that has been taken since it started, each as often as it arrived, in any order. What was
  /// refused is not among it.
  ///
  /// @throws Exception if something arrived that cannot be read, which the kit reports as the
  ///   sink's fault
  List<Received> received() throws Exception;

  /// What the format loses by its specification.
  default Fidelity fidelity() {
    return Fidelity.complete();
  }

  /// What it can do wrong. Tests of the rest are skipped.
  default Set<Fault> faults() {
    return Set.of();
  }

  /// Misbehaves from now on, one of [#faults].
  default void become(Fault fault) throws Exception {
    throw new UnsupportedOperationException("cannot become " + fault);
  }

  /// Works again.
  default void recover() throws Exception {}

  /// Ends it.
  @Override
  default void close() throws IOException {}
}
