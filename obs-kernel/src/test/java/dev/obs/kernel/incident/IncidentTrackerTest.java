package dev.obs.kernel.incident;

import static dev.obs.kernel.incident.Samples.START;
import static dev.obs.kernel.incident.Samples.at;
import static dev.obs.kernel.incident.Samples.bad;
import static dev.obs.kernel.incident.Samples.pending;
import static dev.obs.kernel.incident.Samples.well;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.model.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentTrackerTest {
  private final IncidentTracker tracker =
      new IncidentTracker(Duration.ofSeconds(10), "https://docs.example/runbooks/");

  private Set<String> open(double seconds, Finding... findings) {
    return tracker.observe(List.of(findings), at(seconds)).open().keySet();
  }

  private Set<String> seenWell(double seconds, Finding... findings) {
    return tracker.observe(List.of(findings), at(seconds)).well().keySet();
  }

  @Test
  void opensWhatWasBadForTheWholeHold() {
    assertEquals(Set.of(), open(0, bad("a")));
    assertEquals(Set.of(), open(9.9, bad("a")));
    assertEquals(Set.of("a"), open(10, bad("a")));
  }

  @Test
  void doesNotOpenWhatFlaps() {
    for (int second = 0; second < 100; second += 10) {
      assertEquals(Set.of(), open(second, bad("a")));
      assertEquals(Set.of(), open(second + 5, well("a")));
    }
  }

  @Test
  void staysOpenUntilItWasWellForTheWholeHold() {
    open(0, bad("a"));
    assertEquals(Set.of("a"), open(10, bad("a")));
    assertEquals(Set.of("a"), open(12, well("a")));
    assertEquals(Set.of("a"), open(20, bad("a")));
    assertEquals(Set.of("a"), open(25, well("a")));
    assertEquals(Set.of("a"), open(34, well("a")));
    assertEquals(Set.of(), open(35, well("a")));
  }

  @Test
  void saysSinceWhenNotWhenItBecameSure() {
    open(0, well("a"));
    open(20, bad("a"));
    Incident incident = tracker.observe(List.of(bad("a")), at(40)).open().get("a");
    assertEquals(START.plusSeconds(20), incident.since());
    assertEquals("https://docs.example/runbooks/sample.md", incident.runbook());
    open(50, well("a"));
    assertEquals(
        START.plusSeconds(50), tracker.observe(List.of(well("a")), at(70)).well().get("a").since());
  }

  @Test
  void aPendingCheckIsNeitherDownNorWell() {
    assertEquals(Set.of(), open(0, pending("a")));
    assertEquals(Set.of(), open(100, pending("a")));
    assertEquals(Set.of(), seenWell(100, pending("a")));
    open(100, bad("a"));
    assertEquals(Set.of("a"), open(110, pending("a")), "as it was");
  }

  @Test
  void whatIsNoLongerThereIsOver() {
    open(0, bad("a"));
    assertEquals(Set.of("a"), open(10, bad("a")));
    assertEquals(Set.of("a"), open(15));
    assertEquals(Set.of(), open(25));
    assertEquals(Set.of(), seenWell(25));
  }

  @Test
  void knowsWhatIsWellOnlyAfterTheHold() {
    assertEquals(Set.of(), seenWell(0, well("a")));
    assertEquals(Set.of("a"), seenWell(10, well("a")));
  }

  @Test
  void withoutAHoldItIsSoAtOnce() {
    IncidentSnapshot snapshot =
        new IncidentTracker(Duration.ZERO, "").observe(List.of(bad("a"), well("b")), at(0));
    assertEquals(Set.of("a"), snapshot.open().keySet());
    assertEquals(Set.of("b"), snapshot.well().keySet());
    assertTrue(snapshot.open().get("a").runbook().isEmpty());
  }
}
