package dev.obs.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A real Prometheus, Debian's package `prometheus`, that scrapes given pages every second and
/// keeps exemplars. Ready in some 0.5 s.
///
/// The label `job` of a page's series is its path. Queries go to `/api/v1/query`, exemplars to
/// `/api/v1/query_exemplars`, the state of the scrapes is at `/api/v1/targets`.
public final class PrometheusServer extends ServerProcess {
  private final List<URI> pages;

  private PrometheusServer(List<URI> pages) {
    super("prometheus");
    this.pages = pages;
  }

  /// Starts one and waits until it is ready.
  ///
  /// @throws IllegalStateException if it is not installed
  public static PrometheusServer start(URI... pages) {
    PrometheusServer server = new PrometheusServer(List.of(pages));
    server.launch();
    return server;
  }

  /// Whether the program is on the path.
  public static boolean isInstalled() {
    return find("prometheus").isPresent();
  }

  /// The package's other program, which judges pages: `promtool check metrics`.
  ///
  /// @throws IllegalStateException if it is not installed
  public static Path promtool() {
    return program("promtool");
  }

  @Override
  protected List<String> command() {
    try {
      Files.writeString(directory().resolve("prometheus.yml"), configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        program("prometheus").toString(),
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=data",
        "--web.listen-address=127.0.0.1:" + port(),
        "--enable-feature=exemplar-storage");
  }

  @Override
  protected String readyLine() {
    return "Server is ready to receive web requests.";
  }

  @Override
  protected String readyPath() {
    return "/-/ready";
  }

  private String configuration() {
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

  private static Path program(String name) {
    return find(name)
        .orElseThrow(() ->
            new IllegalStateException(
                name + " is not on the path; install it with: apt-get install prometheus"));
  }

  private static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
