package dev.obs.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Elasticsearch, one node, assembled from Maven Central by this module's build.
///
/// It has `_bulk`, `_search`, index templates and data streams. The built-in `logs-*-*` template,
/// ingest pipelines and life cycles are modules that are not on Maven Central: a test with a data
/// stream must put its template itself. Ready in some 6 s, 512 MB of heap.
///
/// ```java
/// try (ElasticsearchServer server = ElasticsearchServer.start()) {
///   send(server.uri().resolve("/_bulk"));
/// }
/// ```
public final class ElasticsearchServer extends ServerProcess {

  private final List<String> options;

  private ElasticsearchServer(List<String> options) {
    super("elasticsearch");
    this.options = options;
  }

  /// Starts a node and waits until it is ready.
  public static ElasticsearchServer start() {
    return start("-Xms512m", "-Xmx512m", "-XX:TieredStopAtLevel=1");
  }

  /// Starts a node for a high load, ready a little later: 1 GB of heap, and code compiled with full
  /// optimization.
  public static ElasticsearchServer startForLoad() {
    return start("-Xms1g", "-Xmx1g");
  }

  private static ElasticsearchServer start(String... options) {
    ElasticsearchServer server = new ElasticsearchServer(List.of(options));
    server.launch();
    return server;
  }

  @Override
  protected List<String> command() {
    Path home = laidOut("elasticsearch");
    String classPath =
        home.resolve("lib") + "/*" + System.getProperty("path.separator") + codeSource();
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            ElasticsearchNode.class.getName(),
            home.toString(),
            directory().toString(),
            Integer.toString(port())));
    return command;
  }

  @Override
  protected String readyLine() {
    return ElasticsearchNode.READY;
  }

  @Override
  protected String readyPath() {
    // not green: replicas have no second node
    return "/_cluster/health?wait_for_status=yellow&timeout=1s";
  }
}
