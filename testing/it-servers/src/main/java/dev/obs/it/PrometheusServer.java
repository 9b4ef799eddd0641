package dev.obs.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Prometheus, Debian's package `prometheus`, that keeps exemplars: one that scrapes given
/// pages every second, or one with any configuration. Ready in some 0.5 s.
///
/// Queries go to `/api/v1/query`, exemplars to `/api/v1/query_exemplars`, the state of the scrapes
/// is at `/api/v1/targets`, that of the rules at `/api/v1/rules`.
public final class PrometheusServer extends ServerProcess {
  private static final String PACKAGE = "prometheus";

  private final String configuration;
  private final List<String> arguments;

  private PrometheusServer(String configuration, List<String> arguments) {
    super("prometheus");
    this.configuration = configuration;
    this.arguments = arguments;
  }

  /// Starts a Prometheus that scrapes these pages, and waits until it is ready. The label `job` of
  /// a page's series is its path.
  ///
  /// @throws IllegalStateException if it is not installed
  public static PrometheusServer start(URI... pages) {
    return configured(scraping(pages));
  }

  /// Starts a Prometheus and waits until it is ready. Its external URL is [#uri].
  ///
  /// @param configuration the text of a `prometheus.yml`, with absolute paths of other files;
  ///   `localhost:9090` in it, where it scrapes itself, becomes its own address
  /// @param arguments additional arguments, such as `--web.user-assets=FOLDER`
  /// @throws IllegalStateException if it is not installed, or rejects the configuration
  public static PrometheusServer configured(String configuration, String... arguments) {
    PrometheusServer server = new PrometheusServer(configuration, List.of(arguments));
    server.launch();
    return server;
  }

  /// Returns whether the program is on the path.
  public static boolean isInstalled() {
    return Programs.find(PACKAGE).isPresent();
  }

  /// Returns the package's other program, which validates pages, rules and configurations.
  ///
  /// @throws IllegalStateException if it is not installed
  public static Path promtool() {
    return Programs.require(PACKAGE, "promtool");
  }

  @Override
  protected List<String> command() {
    try {
      Files.writeString(directory().resolve("prometheus.yml"), ownAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>();
    command.add(Programs.require(PACKAGE, PACKAGE).toString());
    command.add("--config.file=prometheus.yml");
    command.add("--storage.tsdb.path=data");
    command.add("--web.listen-address=127.0.0.1:" + port());
    command.add("--web.external-url=" + uri());
    command.add("--enable-feature=exemplar-storage");
    command.addAll(arguments);
    return command;
  }

  @Override
  protected String readyLine() {
    return "Server is ready to receive web requests.";
  }

  @Override
  protected String readyPath() {
    return "/-/ready";
  }

  private String ownAddress() {
    return configuration.replace("localhost:9090", uri().getAuthority());
  }

  private static String scraping(URI... pages) {
    StringBuilder yaml = new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\n");
    yaml.append("scrape_configs:\n");
    for (URI page : pages) {
      yaml.append(
          """
            - job_name: "%1$s"
              metrics_path: "%1$s"
              static_configs: [{targets: ["%2$s"]}]
          """
              .formatted(page.getPath(), page.getAuthority()));
    }
    return yaml.toString();
  }
}
