package dev.obs.kernel.incident;

import static dev.obs.kernel.incident.Samples.at;
import static dev.obs.kernel.incident.Samples.bad;
import static dev.obs.kernel.incident.Samples.finding;
import static dev.obs.kernel.incident.Samples.lines;
import static dev.obs.kernel.incident.Samples.well;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.kernel.incident.Finding.Condition;
import dev.obs.model.Incident;
import dev.obs.model.Incident.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotifierTest {
  private final IncidentTracker tracker = new IncidentTracker(Duration.ZERO, "");

  private static Notifier notifier(int rateLimit) {
    return new Notifier("lane/pager/incidents/", rateLimit);
  }

  /// The notifications, all of which the sink accepts.
  private List<String> notified(Notifier notifier, double seconds, Finding... findings) {
    List<Incident> due = due(notifier, seconds, findings);
    due.forEach(incident -> notifier.notified(incident, at(seconds)));
    return lines(due);
  }

  private List<Incident> due(Notifier notifier, double seconds, Finding... findings) {
    return notifier.due(tracker.observe(List.of(findings), at(seconds)), at(seconds));
  }

  private static Finding[] several(int count, Condition condition) {
    return IntStream.range(0, count)
        .mapToObj(i -> finding("k" + i, Severity.ERROR, condition))
        .toArray(Finding[]::new);
  }

  @Test
  void tellsOnceThatItOpensAndOnceThatItIsOver() {
    Notifier notifier = notifier(30);
    assertEquals(List.of("OPEN a"), notified(notifier, 0, bad("a")));
    assertEquals(List.of(), notified(notifier, 5, bad("a")));
    assertEquals(List.of("RESOLVED a"), notified(notifier, 10, well("a")));
    assertEquals(List.of(), notified(notifier, 500, well("a")));
  }

  @Test
  void remindsOfWhatIsOpenEachMinute() {
    Notifier notifier = notifier(30);
    notified(notifier, 0, bad("a"));
    assertEquals(List.of(), notified(notifier, 59, bad("a")));
    assertEquals(List.of("OPEN a again"), notified(notifier, 60, bad("a")));
    assertEquals(List.of(), notified(notifier, 119, bad("a")));
    assertEquals(List.of("OPEN a again"), notified(notifier, 120, bad("a")));
  }

  @Test
  void tellsOnceThatSomethingIsWellWhichAnEarlierRunMayHaveLeftOpen() {
    Notifier notifier = notifier(30);
    assertEquals(List.of("RESOLVED a again"), notified(notifier, 0, well("a")));
    assertEquals(List.of(), notified(notifier, 5, well("a")));
    assertEquals(List.of("OPEN a"), notified(notifier, 10, bad("a")));
    assertEquals(List.of("RESOLVED a"), notified(notifier, 20, well("a")));
    assertEquals(List.of(), notified(notifier, 30, well("a")));
  }

  @Test
  void whatIsGoneIsOver() {
    Notifier notifier = notifier(30);
    notified(notifier, 0, bad("a"));
    assertEquals(List.of("RESOLVED a"), notified(notifier, 5));
  }

  @Test
  void whatWasNotTakenIsTriedAgainUnlessItIsOver() {
    Notifier notifier = notifier(30);
    assertEquals(List.of("OPEN a", "OPEN b"), lines(due(notifier, 0, bad("a"), bad("b"))));
    assertEquals(
        List.of("OPEN a", "RESOLVED b again"), lines(due(notifier, 5, bad("a"), well("b"))));
  }

  @Test
  void tellsTheWorstFirst() {
    assertEquals(
        List.of("OPEN c", "OPEN b", "OPEN a"),
        notified(
            notifier(30),
            0,
            finding("a", Severity.WARNING, Condition.BAD),
            finding("b", Severity.ERROR, Condition.BAD),
            finding("c", Severity.CRITICAL, Condition.BAD)));
  }

  @Test
  void tellsNoMoreInAMinuteThanItMayAndTheRestLater() {
    Notifier notifier = notifier(4);
    List<String> all = new ArrayList<>(notified(notifier, 0, several(6, Condition.BAD)));
    assertEquals(4, all.size());
    assertEquals(List.of(), notified(notifier, 59, several(6, Condition.BAD)));
    all.addAll(notified(notifier, 60, several(6, Condition.BAD)).subList(0, 2));
    assertEquals(6, all.stream().distinct().count(), () -> "" + all);
  }

  @Test
  void whatIsOverBeforeItsTurnIsNeverTold() {
    Notifier notifier = notifier(1);
    assertEquals(List.of("OPEN a"), notified(notifier, 0, bad("a"), bad("b")));
    assertEquals(List.of(), notified(notifier, 30, well("a"), bad("b")));
    assertEquals(List.of("RESOLVED a"), notified(notifier, 61, well("a"), well("b")));
  }

  @Test
  void whatIsNoNewsLeavesRoomForWhatIs() {
    Notifier notifier = notifier(10);
    assertEquals(5, notified(notifier, 0, several(20, Condition.WELL)).size());
    assertEquals(5, notified(notifier, 1, several(20, Condition.BAD)).size(), "real incidents");
  }

  @Test
  void reachesEverybodyInTurnWhenThereAreMoreRemindersThanAMinuteHasRoomFor() {
    Notifier notifier = notifier(6);
    List<String> reminded = new ArrayList<>();
    for (int second = 0; second <= 300; second += 5) {
      reminded.addAll(notified(notifier, second, several(6, Condition.BAD)));
    }
    reminded.removeIf(line -> !line.endsWith("again"));
    assertEquals(6, reminded.stream().distinct().count(), () -> "" + reminded);
  }

  @Test
  void isNotToldAboutItself() {
    Notifier notifier = notifier(30);
    Finding own = bad("lane/pager/incidents/failing");
    assertEquals(
        List.of("OPEN lane/other/incidents/failing"),
        notified(notifier, 0, own, bad("lane/other/incidents/failing")));
    assertEquals(
        List.of(),
        notified(
            notifier,
            5,
            well("lane/pager/incidents/failing"),
            bad("lane/other/incidents/failing")));
  }

  @Test
  void whatIsOpenAsSomethingElseIsResolvedFirst() {
    Notifier notifier = notifier(30);
    notified(notifier, 0, bad("a"));
    Finding other =
        new Finding("a", "other", Severity.CRITICAL, "a", "worse", new TreeMap<>(), Condition.BAD);
    assertEquals(List.of("RESOLVED a"), notified(notifier, 5, other));
    assertEquals(List.of("OPEN a"), notified(notifier, 10, other));
  }
}
