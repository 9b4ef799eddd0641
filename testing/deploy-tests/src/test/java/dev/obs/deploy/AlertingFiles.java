package dev.obs.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Copies of the alerting files for one machine and a short test. Only addresses, paths and times
/// are changed, and receivers are enabled.
final class AlertingFiles {
  private final Path folder;

  /// @param folder the folder for the copies
  AlertingFiles(Path folder) {
    this.folder = folder;
  }

  /// Returns the unchanged `prometheus.yml`, except for the path of its rules.
  Path prometheus() throws IOException {
    copyRules(Map.of());
    String text = Files.readString(AlertRules.PROMETHEUS.resolve("prometheus.yml"));
    return Files.writeString(
        folder.resolve("prometheus.yml"), replace(text, "/etc/prometheus/rules", rules()));
  }

  /// Returns `prometheus.yml` with rules that are evaluated each second, with a delay of one
  /// second.
  String prometheus(URI demo, URI alertmanager) throws IOException {
    copyRules(Map.of("for: \\w+", "for: 1s", "interval: \\w+", "interval: 1s"));
    String text = Files.readString(AlertRules.PROMETHEUS.resolve("prometheus.yml"));
    text = replace(text, "_(interval|timeout): \\w+", "_$1: 1s");
    text = replace(text, "/etc/prometheus/rules", rules());
    text = replace(text, "alertmanager:9093", alertmanager.getAuthority());
    return replace(text, "obs-demo:9464", demo.getAuthority());
  }

  /// Returns `alertmanager.yml` with all receivers enabled, which notify an address immediately.
  String alertmanager(URI recorder) throws IOException {
    return replace(mutedAlertmanager(recorder), " +mute_time_intervals: .*\n", "");
  }

  /// Returns an `alertmanager.yml` that would notify an address immediately if its receivers were
  /// enabled.
  String mutedAlertmanager(URI recorder) throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("pagerduty_routing_key"), "key");
    Files.writeString(secrets.resolve("slack_api_url"), recorder + "/slack");
    Files.writeString(secrets.resolve("webhook_token"), "token");
    String text =
        Files.readString(Deployment.FILES.resolve("alertmanager").resolve("alertmanager.yml"));
    text = replace(text, "/run/secrets/", secrets + "/");
    text = replace(text, "https://events.pagerduty.com", recorder + "/pagerduty");
    text = replace(text, "https://incidents.example.com", recorder + "/webhook");
    text = replace(text, "group_wait: \\w+", "group_wait: 100ms");
    return replace(text, "group_interval: \\w+", "group_interval: 1s");
  }

  private Path rules() {
    return folder.resolve("rules");
  }

  private void copyRules(Map<String, String> replacements) throws IOException {
    Files.createDirectories(rules());
    try (Stream<Path> files = Files.list(AlertRules.PROMETHEUS.resolve("rules"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        for (Map.Entry<String, String> each : replacements.entrySet()) {
          text = text.replaceAll(each.getKey(), each.getValue());
        }
        Files.writeString(rules().resolve(file.getFileName()), text);
      }
    }
  }

  /// @throws AssertionError if there is nothing to replace: the file and this class have diverged
  private static String replace(String text, String regex, Object replacement) {
    assertTrue(Pattern.compile(regex).matcher(text).find(), () -> regex + " is not in " + text);
    return text.replaceAll(regex, replacement.toString());
  }
}
