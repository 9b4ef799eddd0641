package dev.obs.example.openapi;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.obs.api.Obs;
import dev.obs.api.Operation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// A generator of OpenAPI 3.1 documents for jars of compiled Java classes, from the annotations of
/// Jakarta REST (JAX-RS) and Spring. It does not load classes.
///
/// Each document is one operation `generate_docs` that contains an operation `route_discovery`,
/// both with the jar as `app_file` and with the document's own correlation id.
///
/// Thread-safe.
public final class DocGenerator {
  private static final System.Logger LOG = System.getLogger(DocGenerator.class.getName());

  /// The maximum number of logged warnings, so that a jar full of broken classes does not fill the
  /// log.
  private static final int MAX_LOGGED_WARNINGS = 10;

  private final Obs obs;
  private final RouteCounters counters;
  private final JarReader reader = new JarReader(JarReader.Limits.DEFAULT);

  /// @param obs the running runtime; the caller closes it
  public DocGenerator(Obs obs) {
    this.obs = obs;
    this.counters =
        new RouteCounters(obs.openTelemetry().getMeter(DocGenerator.class.getPackageName()));
  }

  /// Documents one jar. A class that cannot be read is skipped and counted.
  ///
  /// @throws DocumentationException if the jar itself cannot be read
  public Document generate(Path jar) throws DocumentationException {
    String correlationId = UUID.randomUUID().toString();
    try (Operation operation = obs.operations().start("generate_docs", correlationId)) {
      operation.with("app_file", jar.toString());
      LOG.log(INFO, "documenting " + jar);
      try {
        Document document = document(jar);
        int size = document.json().getBytes(StandardCharsets.UTF_8).length;
        operation
            .with("routes", document.routeCount())
            .with("skipped_classes", document.skipped())
            .with("size", size);
        counters.written(document);
        report(jar, document, size);
        return document;
      } catch (DocumentationException failure) {
        LOG.log(ERROR, failure.getMessage());
        throw failed(operation, failure);
      } catch (RuntimeException failure) {
        LOG.log(ERROR, "cannot document " + jar + "; this is an internal error", failure);
        throw failed(operation, failure);
      }
    }
  }

  private <E extends Exception> E failed(Operation operation, E failure) {
    operation.fail(failure);
    counters.failed();
    return failure;
  }

  private Document document(Path file) throws DocumentationException {
    RouteTable table = new RouteTable();
    Jar jar = discover(file, table);
    SortedMap<String, SortedMap<String, Route>> paths = table.paths();
    SortedMap<String, Integer> routes = new TreeMap<>();
    paths
        .values()
        .forEach(item -> item.values().forEach(r -> routes.merge(r.framework(), 1, Integer::sum)));
    List<String> warnings = new ArrayList<>(jar.skipped());
    warnings.addAll(table.warnings());
    return new Document(
        jar.title(),
        jar.version(),
        jar.count(),
        routes,
        jar.skipped().size(),
        List.copyOf(warnings),
        Json.print(OpenApi.document(jar.title(), jar.version(), paths)));
  }

  private Jar discover(Path file, RouteTable table) throws DocumentationException {
    try (Operation operation = obs.operations().start("route_discovery")) {
      operation.with("app_file", file.toString());
      try {
        Jar jar = reader.read(file);
        new JaxRsRoutes(jar.classes(), table).discover();
        new SpringRoutes(jar.classes(), table).discover();
        operation.with("classes", jar.count());
        return jar;
      } catch (DocumentationException | RuntimeException failure) {
        operation.fail(failure);
        throw failure;
      }
    }
  }

  private static void report(Path jar, Document document, int size) {
    List<String> warnings = document.warnings();
    warnings.stream().limit(MAX_LOGGED_WARNINGS).forEach(w -> LOG.log(WARNING, jar + ": " + w));
    if (warnings.size() > MAX_LOGGED_WARNINGS) {
      LOG.log(WARNING, jar + ": " + (warnings.size() - MAX_LOGGED_WARNINGS) + " more warnings");
    }
    if (document.routeCount() == 0) {
      LOG.log(
          WARNING,
          jar + ": no route of Jakarta REST or Spring in " + document.classes() + " classes");
    }
    LOG.log(
        INFO,
        "documented "
            + jar
            + ": "
            + document.routeCount()
            + " routes "
            + document.routes()
            + " of "
            + document.classes()
            + " classes, "
            + size
            + " bytes");
  }
}
