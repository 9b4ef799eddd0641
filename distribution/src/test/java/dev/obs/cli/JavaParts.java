package dev.obs.cli;

import java.util.List;
import java.util.Optional;

/// The declared contexts of blocks that show a part of a Java file.
final class JavaParts {
  /// The name of a file with a part; the class in it is not public.
  static final String FILE = "Part.java";

  /// @param page the end of the page's path
  /// @param start the first words of the block
  /// @param before the text before the block
  /// @param after the text after the block
  private record Context(String page, String start, String before, String after) {
    boolean isOf(Snippet snippet) {
      return snippet.page().endsWith(page) && snippet.text().startsWith(start);
    }

    String around(Snippet snippet) {
      String part = snippet.text().replaceFirst("(?m)^public ", "");
      return before + part.replaceAll("(?m)^ *\\.\\.\\.$", "elided();") + after;
    }
  }

  private static final String METHOD_END = "}}";

  private static final List<Context> CONTEXTS =
      List.of(
          new Context( // the example compiles with Spring's and the starter's own
              "integrations.md",
              "@Service",
              """
              @interface Service {}
              @interface Monitored { String value(); }
              @interface MonitoredAttribute { String value(); }
              """,
              ""),
          new Context(
              "applications.md",
              "Runtime.",
              "class Part { interface Server { void stop(); }"
                  + " void part(Server server, dev.obs.api.Obs obs) {",
              METHOD_END),
          new Context(
              "conformance.md",
              "class AcmeConformanceTest",
              """
              import dev.obs.spi.*;
              import dev.obs.testkit.*;
              import io.opentelemetry.sdk.trace.data.SpanData;
              import java.io.IOException;
              class AcmeTraceSink implements TraceSink {
                @Override public String type() { return "acme"; }
                @Override public Exporter<SpanData> open(ExtensionContext context) {
                  return batch -> ExportResult.delivered();
                }
              }
              """,
              ""),
          new Context(
              "conformance.md",
              "InMemoryTraceSink",
              """
              import dev.obs.api.Obs;
              import dev.obs.testkit.*;
              import io.opentelemetry.sdk.trace.data.SpanData;
              import java.time.Duration;
              record Shop(Obs obs) { void order() {} }
              class Part { void part() throws Exception {
              """,
              METHOD_END),
          new Context(
              "dashboards.md",
              "LongCounter",
              """
              import static io.opentelemetry.api.common.AttributeKey.stringKey;
              import io.opentelemetry.api.OpenTelemetry;
              import io.opentelemetry.api.common.Attributes;
              import io.opentelemetry.api.metrics.LongCounter;
              class Part { void part(OpenTelemetry openTelemetry) {
              """,
              METHOD_END),
          new Context(
              "incidents.md",
              "public final class ChatSink",
              """
              package part;
              import static part.Chat.say;
              import dev.obs.model.*;
              import dev.obs.spi.*;
              class Chat { static void say(String text) {} }
              """,
              ""),
          new Context(
              "openapi-doc-generator/README.md",
              "try (Obs obs",
              """
              import dev.obs.api.*;
              import dev.obs.example.openapi.DocGenerator;
              import java.io.PrintStream;
              class Part {
                abstract static class Command {
                  abstract int document(
                      DocGenerator generator, Object jars, Object output, Object out, PrintStream err);
                  int part(Object jars, Object output, Object out, PrintStream err) {
              """,
              "}}}"),
          new Context(
              "openapi-doc-generator/README.md",
              "try (Operation",
              """
              import dev.obs.api.*;
              import dev.obs.example.openapi.DocumentationException;
              import java.nio.file.Path;
              abstract class Part {
                abstract void elided() throws DocumentationException;
                void part(Obs obs, String correlationId, Path jar) throws DocumentationException {
              """,
              METHOD_END));

  /// The first words of parts that need more than the jars of this path, each with the place that
  /// compiles the same code.
  private static final List<String> ELSEWHERE =
      List.of(
          "module com.example.lines", // a descriptor; NewPluginIT compiles another one
          "new Panel(", // the module dashboards
          "Obs obs = Obs.builder().openTelemetry("); // the example app-opentelemetry

  private JavaParts() {}

  /// Returns the whole file of a part, or empty if another test compiles it.
  ///
  /// @throws AssertionError if the part has no context
  static Optional<String> context(Snippet snippet) {
    if (ELSEWHERE.stream().anyMatch(snippet.text()::startsWith)) {
      return Optional.empty();
    }
    return CONTEXTS.stream()
        .filter(context -> context.isOf(snippet))
        .findFirst()
        .or(() -> {
          throw new AssertionError(snippet + " needs a context in JavaParts");
        })
        .map(context -> context.around(snippet));
  }
}
