package dev.obs.testkit;

import dev.obs.model.Incident;
import dev.obs.model.Incident.Severity;
import dev.obs.model.Incident.State;
import io.opentelemetry.api.common.Attributes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Incidents, whose details are texts.
final class IncidentSignal implements Signal<Incident> {
  private static final Instant SINCE = Instant.parse("2026-11-22T10:15:30.123456789Z");

  @Override
  public String noun() {
    return "incident";
  }

  @Override
  public Incident record(String id, Attributes attributes) {
    SortedMap<String, String> details = new TreeMap<>();
    Values.plain(attributes).forEach((name, value) -> details.put(name, String.valueOf(value)));
    return incident(id, State.OPEN, true, Severity.ERROR, "it is bad", SINCE, details);
  }

  static Incident incident(String id, State state, boolean news, Severity severity) {
    return incident(id, state, news, severity, "it is bad", SINCE, new TreeMap<>());
  }

  private static Incident incident(
      String id,
      State state,
      boolean news,
      Severity severity,
      String summary,
      Instant since,
      SortedMap<String, String> details) {
    details.put(ID, id);
    return new Incident(
        "conformance/" + id,
        "conformance-test",
        state,
        news,
        severity,
        id,
        summary,
        since,
        details,
        "https://docs.example/runbooks/conformance-test.md");
  }

  @Override
  public List<Received> received(Incident incident) {
    return List.of(Received.of(incident));
  }

  @Override
  public Map<String, Incident> odd() {
    Map<String, Incident> odd = new LinkedHashMap<>();
    odd.put("with odd details", record("odd", AttributeSamples.ODD));
    odd.put("with an empty summary", odd("odd", "", SINCE));
    odd.put("with a summary of 1 MiB", odd("odd", "s".repeat(1 << 20), SINCE));
    odd.put("with half a surrogate pair as its summary", odd("odd", "\uD83D", SINCE));
    odd.put("with a key of 70,000 characters", odd("k".repeat(70_000), "odd", SINCE));
    odd.put("with control characters in its key", odd("a\u0000\n\"b", "odd", SINCE));
    odd.put("from before 1970", odd("odd", "odd", Instant.ofEpochSecond(-1)));
    return odd;
  }

  private static Incident odd(String id, String summary, Instant since) {
    return incident(id, State.OPEN, true, Severity.ERROR, summary, since, new TreeMap<>());
  }
}
