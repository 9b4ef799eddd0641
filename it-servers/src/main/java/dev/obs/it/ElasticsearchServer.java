package dev.obs.it;

import java.nio.file.Path;
import java.util.List;

/// A real Elasticsearch, one node, assembled from Maven Central by this module's build.
///
/// It has `_bulk`, `_search`, index templates and data streams. The built-in `logs-*-*` template,
/// ingest pipelines and life cycles are modules that are not on Maven Central: a test that wants a
/// data stream puts its template itself. Ready in some 6 s, 512 MB of heap.
///
/// ```java
/// try (ElasticsearchServer server = ElasticsearchServer.start()) {
///   send(server.uri().resolve("/_bulk"));
/// }
/// ```
public final class ElasticsearchServer extends ServerProcess {

  private ElasticsearchServer() {
    super("elasticsearch");
  }

  /// Starts one and waits until it is ready.
  public static ElasticsearchServer start() {
    ElasticsearchServer server = new ElasticsearchServer();
    server.launch();
    return server;
  }

  @Override
  protected List<String> command() {
    Path home = laidOut("elasticsearch");
    String classPath =
        home.resolve("lib") + "/*" + System.getProperty("path.separator") + codeSource();
    return List.of(
        java(),
        "-Xms512m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        ElasticsearchNode.class.getName(),
        home.toString(),
        directory().toString(),
        Integer.toString(port()));
  }

  @Override
  protected String readyLine() {
    return ElasticsearchNode.READY;
  }

  @Override
  protected String readyPath() {
    // not green: replicas find no second node
    return "/_cluster/health?wait_for_status=yellow&timeout=1s";
  }
}
