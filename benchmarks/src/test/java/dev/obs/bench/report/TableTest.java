package dev.obs.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Results results = new Results();

  private String only(Row row) {
    return new Table(List.of(row), results).toString().lines().skip(2).findFirst().orElse("");
  }

  private void cpu(Side side, double nanos) {
    results.add("work", side, Map.of(Metric.CPU, nanos));
  }

  @Test
  void comparesWithTheFastestPeerAndNotWithTheFloor() {
    cpu(Side.OBS, 50);
    cpu(Side.SDK, 200);
    cpu(Side.MICROMETER, 100);
    cpu(Side.FLOOR, 10);

    assertEquals(
        "| 1    | title | 50.0 ns CPU | Micrometer 100 ns CPU; OpenTelemetry SDK 200 ns CPU"
            + " | 10.0 ns CPU | 0.50x | 0.50x of the best peer | met     |",
        only(Row.of(1, "work", "title", Metric.CPU, new Target.OfBest(0.5))));
  }

  @Test
  void reportsAMissedTarget() {
    cpu(Side.OBS, 51);
    cpu(Side.SDK, 100);

    assertTrue(
        only(Row.of(1, "work", "title", Metric.CPU, new Target.Of(Side.SDK, 0.5)))
            .endsWith("| missed  |"));
  }

  @Test
  void requiresAtLeastARate() {
    results.add("work", Side.OBS, Map.of(Metric.RATE, 130.0));
    results.add("work", Side.QUARKUS, Map.of(Metric.RATE, 100.0));

    Target target = new Target.Above(Side.QUARKUS, 1.3);
    assertTrue(only(Row.of(13, "work", "title", Metric.RATE, target)).endsWith("| met     |"));
    assertTrue(
        only(Row.of(13, "work", "title", Metric.RATE, new Target.Above(Side.QUARKUS, 1.31)))
            .endsWith("| missed  |"));
  }

  @Test
  void showsDroppedRecordsAndTheCostBehindTheQueueBesideTheCaller() {
    results.add(
        "work", Side.OBS, Map.of(Metric.CPU, 50.0, Metric.PROCESS_CPU, 80.0, Metric.DROPPED, 12.5));

    assertTrue(
        only(Row.of(1, "work", "title", Metric.CPU, new Target.None()))
            .contains("50.0 ns CPU (80.0 ns CPU of the process, 12.5% dropped)"));
  }

  @Test
  void givesNoVerdictWithoutThePeer() {
    cpu(Side.OBS, 50);

    Table table =
        new Table(List.of(Row.of(1, "work", "title", Metric.CPU, new Target.OfBest(0.5))), results);
    assertEquals(0, table.count(Target.Verdict.MET));
    assertEquals(0, table.count(Target.Verdict.MISSED));
  }

  @Test
  void everyTargetNamesItsLine() {
    assertTrue(Targets.ROWS.stream().allMatch(row -> row.line() >= 1 && row.line() <= 15));
  }
}
