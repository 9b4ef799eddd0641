package dev.obs.it;

import java.util.List;
import java.util.Map;

/// A real Zipkin with its storage in memory, Maven Central's executable jar. Ready in some 8 s.
///
/// Spans go to `uri().resolve("/api/v2/spans")`, traces come from `/api/v2/trace/{traceId}`.
public final class ZipkinServer extends ServerProcess {

  private ZipkinServer() {
    super("zipkin");
  }

  /// Starts a Zipkin and waits until it is ready.
  public static ZipkinServer start() {
    ZipkinServer server = new ZipkinServer();
    server.launch();
    return server;
  }

  @Override
  protected List<String> command() {
    return List.of(
        java(),
        "-Xms256m",
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        laidOut("zipkin/zipkin-server-exec.jar").toString(),
        "--armeria.ports[0].address=127.0.0.1",
        "--armeria.ports[0].port=" + port(),
        "--armeria.ports[0].protocols[0]=http");
  }

  @Override
  protected Map<String, String> environment() {
    return Map.of(
        "QUERY_PORT",
        Integer.toString(port()),
        "STORAGE_TYPE",
        "mem",
        "SELF_TRACING_ENABLED",
        "false");
  }

  @Override
  protected String readyLine() {
    return "Serving HTTP at ";
  }

  @Override
  protected String readyPath() {
    return "/health";
  }
}
