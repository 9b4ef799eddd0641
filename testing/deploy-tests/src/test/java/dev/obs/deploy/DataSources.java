package dev.obs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The data sources in Grafana's provisioning.
final class DataSources {
  private static final Path FILE =
      Deployment.FILES.resolve("grafana/provisioning/datasources/obs.yml");

  private DataSources() {}

  /// Returns the text of the file.
  static String text() throws IOException {
    return Files.readString(FILE);
  }

  /// Returns all of them, by uid.
  static Map<String, Map<?, ?>> all() throws IOException {
    Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text());
    Map<String, Map<?, ?>> all = new LinkedHashMap<>();
    for (Object source : (List<?>) file.get("datasources")) {
      all.put((String) ((Map<?, ?>) source).get("uid"), (Map<?, ?>) source);
    }
    return all;
  }

  /// Returns the specific options of one of them.
  static Map<?, ?> options(String uid) throws IOException {
    return (Map<?, ?>) all().get(uid).get("jsonData");
  }
}
