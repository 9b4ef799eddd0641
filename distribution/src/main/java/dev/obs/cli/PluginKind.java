package dev.obs.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The kinds of plugins that `obs new-plugin` writes. The templates of a kind are in a folder of
/// its name; the common templates of the three sinks are in `sink`.
enum PluginKind {
  /// Spans to a backend.
  TRACE("trace sink"),
  /// Metrics to a backend.
  METRIC("metric sink"),
  /// Log records to a backend.
  LOG("log sink"),
  /// Measurements of a system.
  PROBE("probe"),
  /// A health check.
  HEALTH("health check");

  private final String label;

  PluginKind(String label) {
    this.label = label;
  }

  /// Returns its name in reports.
  String label() {
    return label;
  }

  /// Returns its name on the command line, which is also the folder of its templates.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isSink() {
    return this == TRACE || this == METRIC || this == LOG;
  }

  /// Returns the common parts of its files: name to template.
  Map<String, String> pieces() {
    Map<String, String> pieces = new HashMap<>();
    String own = isSink() ? "sink" : toString();
    for (String name : List.of("try", "changes")) {
      pieces.put(name, own + "/" + name + ".txt");
    }
    if (isSink()) {
      for (String name : List.of("dependencies", "requires", "attributes", "conformance")) {
        pieces.put(name, "sink/" + name + ".txt");
      }
    }
    if (this == METRIC) {
      pieces.put("fidelity", "metric/fidelity.txt");
    }
    return pieces;
  }

  /// Returns the files of a project: path to template.
  Map<String, String> files() {
    String main = "src/main/java/@path@/@Name@";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "project/pom.xml.txt");
    files.put("README.md", "project/README.md.txt");
    files.put(".gitignore", "project/gitignore.txt");
    files.put("telemetry.yaml", this + "/telemetry.yaml");
    files.put("src/main/java/module-info.java", "project/module-info.java.txt");
    files.put("src/main/resources/META-INF/services/@service@", "project/provider.txt");
    files.put(
        "src/test/java/@path@/@Name@ConformanceTest.java", this + "/ConformanceTest.java.txt");
    if (isSink()) {
      files.put("Receiver.java", "sink/Receiver.java.txt");
      files.put(main + "@Suffix@.java", "sink/Extension.java.txt");
      files.put(main + "Exporter.java", "sink/Exporter.java.txt");
      files.put(main + "Json.java", this + "/Json.java.txt");
    } else {
      files.put(main + "@Suffix@.java", this + "/Extension.java.txt");
      if (this == PROBE) {
        files.put(main + "Folder.java", "probe/Folder.java.txt");
      }
    }
    return files;
  }
}
