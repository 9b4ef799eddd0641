package dev.obs.testkit;

import dev.obs.model.Incident;
import dev.obs.model.Incident.Severity;
import dev.obs.model.Incident.State;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of every [IncidentSink], as JUnit tests. Extend it in a test class:
///
/// ```java
/// class AcmeConformanceTest extends IncidentSinkConformance {
///
///   @Override
///   protected IncidentSink sink() {
///     return new AcmeIncidentSink();
///   }
///
///   @Override
///   protected Backend backend() throws IOException {
///     return HttpBackend.decoding(request -> List.of(AcmeJson.read(request.text())))
///         .setting("url", "/api/incidents")
///         .start();
///   }
/// }
/// ```
///
/// The kit identifies an incident by its detail `conformance.id`. Tests of faults that the backend
/// does not support are skipped with a message.
public abstract class IncidentSinkConformance extends ConcurrencyContract<Incident> {
  private final IncidentSignal signal = new IncidentSignal();

  /// Creates the test class.
  protected IncidentSinkConformance() {}

  /// Creates a sink, with the constructor that [java.util.ServiceLoader] uses.
  protected abstract IncidentSink sink();

  @Override
  final Extension extension() {
    return sink();
  }

  @Override
  final Signal<Incident> signal() {
    return signal;
  }

  @Override
  final Exporter<Incident> open(ExtensionContext context) throws Exception {
    return sink().open(context);
  }

  @Test
  void deliversEverySeverity() {
    deliver(
        opened(),
        Stream.of(Severity.values())
            .map(severity ->
                IncidentSignal.incident("severity-" + severity, State.OPEN, true, severity))
            .toList());
  }

  /// The sink sends them, or its receiver does not need them: both settle them.
  @Test
  void takesWhatIsResolvedAndWhatIsNoNews() {
    Exporter<Incident> exporter = opened();
    List<Incident> batch = new ArrayList<>();
    for (State state : State.values()) {
      batch.add(IncidentSignal.incident("news-" + state, state, true, Severity.ERROR));
      batch.add(IncidentSignal.incident("again-" + state, state, false, Severity.ERROR));
    }
    Answers.assertDelivered(export(exporter, batch), "with a backend that is well");
    for (Incident incident : batch) {
      Answers.assertDelivered(export(exporter, List.of(incident)), "given " + incident);
    }
  }
}
