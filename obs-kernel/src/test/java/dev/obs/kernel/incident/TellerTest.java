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

class TellerTest {
  private final Watch watch = new Watch(Duration.ZERO, "");

  private static Teller teller(int rateLimit) {
    return new Teller("lane/pager/incidents/", rateLimit);
  }

  /// What it tells, all of it taken by the sink.
  private List<String> told(Teller teller, double seconds, Finding... findings) {
    List<Incident> due = due(teller, seconds, findings);
    due.forEach(incident -> teller.told(incident, at(seconds)));
    return lines(due);
  }

  private List<Incident> due(Teller teller, double seconds, Finding... findings) {
    return teller.due(watch.look(List.of(findings), at(seconds)), at(seconds));
  }

  private static Finding[] several(int count, Condition condition) {
    return IntStream.range(0, count)
        .mapToObj(i -> finding("k" + i, Severity.ERROR, condition))
        .toArray(Finding[]::new);
  }

  @Test
  void tellsOnceThatItOpensAndOnceThatItIsOver() {
    Teller teller = teller(30);
    assertEquals(List.of("OPEN a"), told(teller, 0, bad("a")));
    assertEquals(List.of(), told(teller, 5, bad("a")));
    assertEquals(List.of("RESOLVED a"), told(teller, 10, well("a")));
    assertEquals(List.of(), told(teller, 500, well("a")));
  }

  @Test
  void remindsOfWhatIsOpenEachMinute() {
    Teller teller = teller(30);
    told(teller, 0, bad("a"));
    assertEquals(List.of(), told(teller, 59, bad("a")));
    assertEquals(List.of("OPEN a again"), told(teller, 60, bad("a")));
    assertEquals(List.of(), told(teller, 119, bad("a")));
    assertEquals(List.of("OPEN a again"), told(teller, 120, bad("a")));
  }

  @Test
  void tellsOnceThatSomethingIsWellWhichAnEarlierRunMayHaveLeftOpen() {
    Teller teller = teller(30);
    assertEquals(List.of("RESOLVED a again"), told(teller, 0, well("a")));
    assertEquals(List.of(), told(teller, 5, well("a")));
    assertEquals(List.of("OPEN a"), told(teller, 10, bad("a")));
    assertEquals(List.of("RESOLVED a"), told(teller, 20, well("a")));
    assertEquals(List.of(), told(teller, 30, well("a")));
  }

  @Test
  void whatIsGoneIsOver() {
    Teller teller = teller(30);
    told(teller, 0, bad("a"));
    assertEquals(List.of("RESOLVED a"), told(teller, 5));
  }

  @Test
  void whatWasNotTakenIsTriedAgainUnlessItIsOver() {
    Teller teller = teller(30);
    assertEquals(List.of("OPEN a", "OPEN b"), lines(due(teller, 0, bad("a"), bad("b"))));
    assertEquals(List.of("OPEN a", "RESOLVED b again"), lines(due(teller, 5, bad("a"), well("b"))));
  }

  @Test
  void tellsTheWorstFirst() {
    assertEquals(
        List.of("OPEN c", "OPEN b", "OPEN a"),
        told(
            teller(30),
            0,
            finding("a", Severity.WARNING, Condition.BAD),
            finding("b", Severity.ERROR, Condition.BAD),
            finding("c", Severity.CRITICAL, Condition.BAD)));
  }

  @Test
  void tellsNoMoreInAMinuteThanItMayAndTheRestLater() {
    Teller teller = teller(4);
    List<String> all = new ArrayList<>(told(teller, 0, several(6, Condition.BAD)));
    assertEquals(4, all.size());
    assertEquals(List.of(), told(teller, 59, several(6, Condition.BAD)));
    all.addAll(told(teller, 60, several(6, Condition.BAD)).subList(0, 2));
    assertEquals(6, all.stream().distinct().count(), () -> "" + all);
  }

  @Test
  void whatIsOverBeforeItsTurnIsNeverTold() {
    Teller teller = teller(1);
    assertEquals(List.of("OPEN a"), told(teller, 0, bad("a"), bad("b")));
    assertEquals(List.of(), told(teller, 30, well("a"), bad("b")));
    assertEquals(List.of("RESOLVED a"), told(teller, 61, well("a"), well("b")));
  }

  @Test
  void whatIsNoNewsLeavesRoomForWhatIs() {
    Teller teller = teller(10);
    assertEquals(5, told(teller, 0, several(20, Condition.WELL)).size());
    assertEquals(5, told(teller, 1, several(20, Condition.BAD)).size(), "real incidents");
  }

  @Test
  void reachesEverybodyInTurnWhenThereAreMoreRemindersThanAMinuteHasRoomFor() {
    Teller teller = teller(6);
    List<String> reminded = new ArrayList<>();
    for (int second = 0; second <= 300; second += 5) {
      reminded.addAll(told(teller, second, several(6, Condition.BAD)));
    }
    reminded.removeIf(line -> !line.endsWith("again"));
    assertEquals(6, reminded.stream().distinct().count(), () -> "" + reminded);
  }

  @Test
  void isNotToldAboutItself() {
    Teller teller = teller(30);
    Finding own = bad("lane/pager/incidents/failing");
    assertEquals(
        List.of("OPEN lane/other/incidents/failing"),
        told(teller, 0, own, bad("lane/other/incidents/failing")));
    assertEquals(
        List.of(),
        told(teller, 5, well("lane/pager/incidents/failing"), bad("lane/other/incidents/failing")));
  }

  @Test
  void whatIsOpenAsSomethingElseIsResolvedFirst() {
    Teller teller = teller(30);
    told(teller, 0, bad("a"));
    Finding other =
        new Finding("a", "other", Severity.CRITICAL, "a", "worse", new TreeMap<>(), Condition.BAD);
    assertEquals(List.of("RESOLVED a"), told(teller, 5, other));
    assertEquals(List.of("OPEN a"), told(teller, 10, other));
  }
}
