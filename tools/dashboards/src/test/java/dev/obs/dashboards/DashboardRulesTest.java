package dev.obs.dashboards;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules for every dashboard and every panel, read from the JSON.
class DashboardRulesTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]+)");
  private static final Pattern DATA_SOURCE = Pattern.compile("\\$\\{([a-z]+)}");

  static Stream<JsonNode> dashboards() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (Dashboard dashboard : Main.DASHBOARDS) {
      all.add(new ObjectMapper().readTree(PrettyJson.of(dashboard.json())));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aDashboardSaysWhatItIsAndLinksToTheOthers(JsonNode dashboard) {
    assertTrue(dashboard.get("uid").asText().matches("obs-[a-z]+"));
    assertTrue(dashboard.get("title").asText().startsWith("Obs / "));
    assertTrue(dashboard.get("description").asText().endsWith("."));
    assertEquals("obs", dashboard.at("/tags/0").asText());
    assertEquals("obs", dashboard.at("/links/0/tags/0").asText());
    assertTrue(dashboard.at("/links/0/includeVars").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aPanelSaysWhatItShowsAndInWhichUnit(JsonNode dashboard) {
    assertAll(
        panels(dashboard)
            .map(panel ->
                () -> {
                  String name = panel.get("title").asText();
                  assertFalse(name.isBlank());
                  assertTrue(panel.get("description").asText().endsWith("."), name);
                  assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isBlank(), name);
                  assertTrue(panel.at("/fieldConfig/defaults/thresholds/steps").size() > 0, name);
                  assertTrue(panel.get("targets").size() > 0, name);
                }));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveIdsOfTheirOwnAndDoNotOverlap(JsonNode dashboard) {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> cells = new HashSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      String name = panel.get("title").asText();
      assertTrue(ids.add(panel.get("id").asInt()), name);
      JsonNode at = panel.get("gridPos");
      for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
        assertTrue(x < 24, name);
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertTrue(cells.add(List.of(x, y)), name);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyDataSourceIsAVariableOfItsKind(JsonNode dashboard) {
    Set<String> declared = new HashSet<>();
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.get("type").asText().equals("datasource")) {
        declared.add(variable.get("query").asText() + " " + variable.get("name").asText());
      }
    }
    for (JsonNode source : dashboard.findValues("datasource")) {
      Matcher uid = DATA_SOURCE.matcher(source.get("uid").asText());
      assertTrue(uid.matches(), source::toString);
      assertTrue(
          declared.contains(source.get("type").asText() + " " + uid.group(1)), source::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableIsDeclaredAndUsed(JsonNode dashboard) {
    Set<String> declared = new TreeSet<>();
    dashboard
        .at("/templating/list")
        .forEach(variable -> declared.add(variable.get("name").asText()));
    Set<String> used = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(dashboard.toString());
    while (matcher.find()) {
      if (!matcher.group(1).startsWith("__")) {
        used.add(matcher.group(1));
      }
    }

    assertEquals(declared, used);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyExpressionAsksForTheChosenInstancesOnly(JsonNode dashboard) {
    for (JsonNode expression : dashboard.findValues("expr")) {
      String promql = expression.asText();
      assertFalse(promql.contains("@scope"), promql);
      assertEquals(
          promql.split("\\{", -1).length,
          promql.split("instance=~\"\\$instance\"", -1).length,
          promql);
      assertEquals(
          promql.split("\\{", -1).length, promql.split("job=~\"\\$job\"", -1).length, promql);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theAxisOfARateStartsAtZero(JsonNode dashboard) {
    assertAll(
        panels(dashboard)
            .filter(panel -> panel.get("type").asText().equals("timeseries"))
            .filter(panel -> panel.at("/targets/0/expr").asText().contains("rate("))
            .map(panel ->
                () ->
                    assertEquals(
                        0,
                        panel.at("/fieldConfig/defaults/min").asInt(-1),
                        panel.get("title").asText())));
  }

  private static Stream<JsonNode> panels(JsonNode dashboard) {
    return StreamSupport.stream(dashboard.get("panels").spliterator(), false)
        .filter(panel -> !panel.get("type").asText().equals("row"));
  }
}
