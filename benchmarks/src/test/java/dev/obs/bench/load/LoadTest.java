package dev.obs.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.bench.report.Metric;
import dev.obs.bench.report.Side;
import dev.obs.testkit.Json;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
  private static final List<String> JVM =
      List.of("-XX:TieredStopAtLevel=1", "-Dslf4j.provider=dev.obs.bridge.slf4j.BridgeProvider");

  @TempDir Path folder;

  /// The fields of the first line.
  private Set<String> line(Side side, String api) throws Exception {
    Path file = folder.resolve(side + "-" + api + ".jsonl");
    Map<Metric, Double> figures =
        Child.run(
            JVM,
            LogLoad.class,
            List.of(side.name(), api, "1000", "0", "0.2", file.toString()),
            side == Side.OBS ? file.toFile() : new File("/dev/null"));
    assertEquals(0, figures.get(Metric.DROPPED));
    assertTrue(figures.get(Metric.CPU) > 0);
    List<String> lines = Files.readAllLines(file);
    Map<String, Object> fields = Json.map(Json.parse(lines.getFirst()));
    assertTrue(fields.get("message").toString().matches("order 1000 placed by alice"));
    Set<String> names = new HashSet<>(fields.keySet());
    names.addAll(Json.map(fields.get("attributes")).keySet());
    return names;
  }

  @Test
  void theSidesWriteTheSameFields() throws Exception {
    Set<String> ours = line(Side.OBS, "slf4j");

    assertEquals(ours, line(Side.LOG4J2, "own"));
    assertEquals(ours, line(Side.FLOOR, "own"));
  }

  @Test
  void spansAreDeliveredAndCounted() throws Exception {
    try (Backend backend = new Backend(0, "application/x-protobuf", new byte[0])) {
      for (Side side : List.of(Side.OBS, Side.FLOOR)) {
        Map<Metric, Double> figures =
            Child.run(
                JVM,
                ExportLoad.class,
                List.of(side.name(), "1000", "0.2", "0.2", Integer.toString(backend.port())),
                new File("/dev/null"));

        assertEquals(0, figures.get(Metric.DROPPED));
        assertTrue(figures.get(Metric.RATE) > 0);
      }
    }
  }
}
