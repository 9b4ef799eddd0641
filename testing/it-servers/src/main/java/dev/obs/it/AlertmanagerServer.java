package dev.obs.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real Alertmanager, Debian's package `prometheus-alertmanager`, alone and not in a cluster.
/// Ready in some 0.2 s.
///
/// Alerts are posted to and listed at `/api/v2/alerts`, silences at `/api/v2/silences`.
public final class AlertmanagerServer extends ServerProcess {
  private static final String PACKAGE = "prometheus-alertmanager";

  private final String configuration;

  private AlertmanagerServer(String configuration) {
    super("alertmanager");
    this.configuration = configuration;
  }

  /// Starts an Alertmanager and waits until it is ready.
  ///
  /// @param configuration the text of an `alertmanager.yml`, with absolute paths of other files
  /// @throws IllegalStateException if it is not installed, or rejects the configuration
  public static AlertmanagerServer configured(String configuration) {
    AlertmanagerServer server = new AlertmanagerServer(configuration);
    server.launch();
    return server;
  }

  /// Returns whether the program is on the path.
  public static boolean isInstalled() {
    return Programs.find(PACKAGE, "alertmanager").isPresent();
  }

  /// Returns the package's other program, which validates configurations and prints routes.
  ///
  /// @throws IllegalStateException if it is not installed
  public static Path amtool() {
    return Programs.require(PACKAGE, "amtool");
  }

  @Override
  protected List<String> command() {
    try {
      Files.writeString(directory().resolve("alertmanager.yml"), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        Programs.require(PACKAGE, PACKAGE, "alertmanager").toString(),
        "--config.file=alertmanager.yml",
        "--storage.path=data",
        "--web.listen-address=127.0.0.1:" + port(),
        "--web.external-url=" + uri(),
        "--cluster.listen-address=");
  }

  @Override
  protected String readyLine() {
    return "Listening on";
  }

  @Override
  protected String readyPath() {
    return "/-/ready";
  }
}
