package dev.obs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of a dashboard's variables after it is opened, as Grafana replaces them in queries:
/// variables with "All" by all values, the others by the initial value.
final class Choices {
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.*+?()|\\[\\]{}]");

  private final PrometheusApi prometheus;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, List<String>> offered = new LinkedHashMap<>();

  private Choices(PrometheusApi prometheus) {
    this.prometheus = prometheus;
    // a scrape each second, and a time range that covers the whole test
    values.put("__rate_interval", "30s");
    values.put("__range", "10m");
  }

  /// Opens a dashboard.
  ///
  /// @param typed the values that a user has entered
  static Choices of(PrometheusApi prometheus, JsonNode dashboard, Map<String, String> typed)
      throws IOException, InterruptedException {
    Choices choices = new Choices(prometheus);
    for (JsonNode variable : dashboard.at("/templating/list")) {
      String name = variable.get("name").asText();
      switch (variable.get("type").asText()) {
        case "datasource" -> {}
        case "query" -> choices.put(name, variable);
        default -> choices.values.put(name, variable.at("/current/value").asText());
      }
      if (typed.containsKey(name)) {
        choices.values.put(name, typed.get(name));
      }
    }
    return choices;
  }

  /// Returns the values offered by each query variable.
  Map<String, List<String>> offered() {
    return offered;
  }

  /// Returns a query as the data source receives it.
  String in(String query) {
    return VARIABLE
        .matcher(query)
        .replaceAll(variable -> {
          String value = values.get(variable.group(1));
          if (value == null) {
            throw new IllegalStateException("no value of " + variable.group() + " in " + query);
          }
          return Matcher.quoteReplacement(value);
        });
  }

  private void put(String name, JsonNode variable) throws IOException, InterruptedException {
    List<String> all = prometheus.values(in(variable.at("/query/query").asText()));
    String regex = variable.path("regex").asText().replaceAll("^/|/$", "");
    if (!regex.isEmpty()) {
      all = all.stream().filter(value -> Pattern.compile(regex).matcher(value).find()).toList();
    }
    offered.put(name, all);
    if (variable.path("includeAll").asBoolean()) {
      values.put(name, "(" + String.join("|", all.stream().map(Choices::quoted).toList()) + ")");
    } else {
      String first = variable.at("/current/value").asText();
      values.put(name, all.contains(first) || all.isEmpty() ? first : all.getFirst());
    }
  }

  /// Quotes a value in a regular expression in a string of PromQL.
  private static String quoted(String value) {
    return SPECIAL.matcher(value).replaceAll("\\\\\\\\$0");
  }
}
