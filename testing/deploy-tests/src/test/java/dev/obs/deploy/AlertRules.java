package dev.obs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The rules for Prometheus and the cases that test them, as in their files.
final class AlertRules {
  static final Path PROMETHEUS = Deployment.FILES.resolve("prometheus");

  private static final String BASE = "{{ $externalURL }}/user/";

  private AlertRules() {}

  /// A rule that raises an alert.
  record Alert(String name, Map<String, String> labels, Map<String, String> annotations) {
    /// Returns the file name of its runbook.
    String runbook() {
      String url = annotations.getOrDefault("runbook_url", "");
      if (!url.startsWith(BASE)) {
        throw new AssertionError(name + " has the runbook_url " + url + ", not " + BASE + "...");
      }
      return url.substring(BASE.length());
    }
  }

  /// The expected state of one alert at one time: the labels of each firing instance.
  record Case(String alert, List<Map<String, String>> firing) {}

  static List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (Map<?, ?> rule : rules()) {
      if (rule.get("alert") instanceof String name) {
        alerts.add(new Alert(name, strings(rule.get("labels")), strings(rule.get("annotations"))));
      }
    }
    return alerts;
  }

  /// Returns the expressions of all rules.
  static List<String> expressions() throws IOException {
    return rules().stream().map(rule -> (String) rule.get("expr")).toList();
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Map<?, ?> file : files("tests")) {
      for (Map<?, ?> group : maps(file.get("tests"))) {
        for (Map<?, ?> test : maps(group.get("alert_rule_test"))) {
          List<Map<String, String>> firing =
              maps(test.get("exp_alerts")).stream()
                  .map(alert -> strings(alert.get("exp_labels")))
                  .toList();
          cases.add(new Case((String) test.get("alertname"), firing));
        }
      }
    }
    return cases;
  }

  private static List<Map<?, ?>> rules() throws IOException {
    List<Map<?, ?>> rules = new ArrayList<>();
    for (Map<?, ?> file : files("rules")) {
      maps(file.get("groups")).forEach(group -> rules.addAll(maps(group.get("rules"))));
    }
    return rules;
  }

  private static List<Map<?, ?>> files(String folder) throws IOException {
    List<Map<?, ?>> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(PROMETHEUS.resolve(folder))) {
      for (Path path : paths.sorted().toList()) {
        Load load = new Load(LoadSettings.builder().setLabel(path.toString()).build());
        files.add((Map<?, ?>) load.loadFromString(Files.readString(path)));
      }
    }
    return files;
  }

  private static List<Map<?, ?>> maps(Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    ((List<?>) list).forEach(item -> maps.add((Map<?, ?>) item));
    return maps;
  }

  private static Map<String, String> strings(Object map) {
    return ((Map<?, ?>) map)
        .entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> (String) entry.getKey(), entry -> entry.getValue().toString()));
  }
}
