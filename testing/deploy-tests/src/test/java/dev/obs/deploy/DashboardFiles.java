package dev.obs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The deployed Grafana dashboards.
final class DashboardFiles {
  private static final Path FOLDER = Deployment.FILES.resolve("grafana").resolve("dashboards");
  private static final ObjectMapper JSON = new ObjectMapper();

  private DashboardFiles() {}

  /// A query of a panel.
  ///
  /// @param where dashboard, panel and query, for messages
  record Query(String where, JsonNode json) {}

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (Path file : files()) {
      all.add(JSON.readTree(file.toFile()));
    }
    return all;
  }

  static JsonNode of(String uid) throws IOException {
    return JSON.readTree(FOLDER.resolve(uid + ".json").toFile());
  }

  /// Returns the queries of all panels to a kind of data source.
  static List<Query> queries(String sourceType) throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode dashboard : all()) {
      for (JsonNode panel : dashboard.get("panels")) {
        for (JsonNode target : panel.path("targets")) {
          if (target.at("/datasource/type").asText().equals(sourceType)) {
            queries.add(
                new Query(
                    dashboard.get("uid").asText()
                        + " / "
                        + panel.get("title").asText()
                        + " / "
                        + target.get("refId").asText(),
                    target));
          }
        }
      }
    }
    return queries;
  }
}
