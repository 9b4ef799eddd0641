package dev.obs.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The generator of the dashboards: `main FOLDER`.
public final class Main {
  /// All dashboards.
  static final List<Dashboard> DASHBOARDS =
      List.of(
          ApplicationDashboard.create(),
          SystemDashboard.create(),
          ErrorsDashboard.create(),
          TracingDashboard.create(),
          BusinessDashboard.create(),
          PipelineDashboard.create());

  private Main() {}

  /// Writes all dashboards.
  ///
  /// @param arguments the folder, which is created if it is absent
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
