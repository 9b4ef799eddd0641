package dev.obs.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes the dashboards: `main FOLDER`.
public final class Main {
  /// All of them.
  static final List<Dashboard> DASHBOARDS =
      List.of(
          ApplicationDashboard.create(),
          SystemDashboard.create(),
          ErrorsDashboard.create(),
          TracingDashboard.create(),
          BusinessDashboard.create(),
          PipelineDashboard.create());

  private Main() {}

  /// Writes all of them.
  ///
  /// @param arguments the folder, which is made if it is not there
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Dashboard dashboard : DASHBOARDS) {
      Files.writeString(folder.resolve(fileName(dashboard)), PrettyJson.of(dashboard.json()));
    }
  }

  static String fileName(Dashboard dashboard) {
    return dashboard.uid() + ".json";
  }
}
