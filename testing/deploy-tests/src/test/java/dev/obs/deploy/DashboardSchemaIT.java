package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The dashboards, validated against Grafana's published types.
class DashboardSchemaIT {
  private static final String SCRIPT = "dashboards.mjs";

  /// The defects that the validation must find, each by a word of its message.
  private static final Map<String, Consumer<ObjectNode>> BREAKS = breaks();

  @TempDir Path folder;

  private static Map<String, Consumer<ObjectNode>> breaks() {
    Map<String, Consumer<ObjectNode>> breaks = new LinkedHashMap<>();
    breaks.put("titel", dashboard -> dashboard.put("titel", "x"));
    breaks.put("schemaVersion", dashboard -> dashboard.remove("schemaVersion"));
    breaks.put(
        "/templating/list/0/type",
        dashboard -> at(dashboard, "/templating/list/0").put("type", "qurey"));
    breaks.put("gridPos/h", dashboard -> at(dashboard, "/panels/1/gridPos").put("h", "8"));
    breaks.put(
        "color/mode",
        dashboard -> at(dashboard, "/panels/1/fieldConfig/defaults/color").put("mode", "pretty"));
    breaks.put("colorMod", dashboard -> at(dashboard, "/panels/1/options").put("colorMod", "x"));
    breaks.put("nosuchpanel", dashboard -> at(dashboard, "/panels/1").put("type", "nosuchpanel"));
    breaks.put(
        "drawStyle",
        dashboard ->
            dashboard
                .get("panels")
                .forEach(panel -> {
                  if (panel.get("type").asText().equals("timeseries")) {
                    at(panel, "/fieldConfig/defaults/custom").put("drawStyle", "crayon");
                  }
                }));
    return breaks;
  }

  private static ObjectNode at(JsonNode node, String pointer) {
    return (ObjectNode) node.at(pointer);
  }

  @Test
  void everyDashboardIsWhatGrafanaReads() throws Exception {
    String[] files = DashboardFiles.files().stream().map(Path::toString).toArray(String[]::new);

    assertEquals(6, files.length);
    assertEquals(new Node.Result(0, ""), Node.run(SCRIPT, files));
  }

  @Test
  void aBrokenDashboardIsRefused() throws Exception {
    List<String> files = new ArrayList<>();
    for (Consumer<ObjectNode> broken : BREAKS.values()) {
      ObjectNode dashboard = (ObjectNode) DashboardFiles.of("obs-application");
      broken.accept(dashboard);
      Path file = folder.resolve("broken-" + files.size() + ".json");
      files.add(Files.writeString(file, dashboard.toString()).toString());
    }

    Node.Result result = Node.run(SCRIPT, files.toArray(String[]::new));

    assertNotEquals(0, result.exit());
    List<String> words = List.copyOf(BREAKS.keySet());
    for (int i = 0; i < files.size(); i++) {
      String file = files.get(i);
      String word = words.get(i);
      assertTrue(
          result
              .output()
              .lines()
              .anyMatch(line -> line.startsWith(file + ": ") && line.contains(word)),
          () -> word + " is not found in:\n" + result.output());
    }
  }
}
