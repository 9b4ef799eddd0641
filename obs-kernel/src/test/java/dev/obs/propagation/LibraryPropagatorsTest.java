package dev.obs.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Propagators of OpenTelemetry's libraries, between a caller and the next service.
class LibraryPropagatorsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private static final Map<String, Map<String, String>> HEADERS =
      Map.of(
          "tracecontext", Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01"),
          "baggage", Map.of("baggage", "tenant=a"),
          "b3", Map.of("b3", TRACE + "-" + SPAN + "-1"),
          "b3multi", Map.of("X-B3-TraceId", TRACE, "X-B3-SpanId", SPAN, "X-B3-Sampled", "1"),
          "jaeger", Map.of("uber-trace-id", TRACE + ":" + SPAN + ":0:1"),
          "xray",
              Map.of(
                  "X-Amzn-Trace-Id",
                  "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=" + SPAN + ";Sampled=1"));

  static Stream<String> names() {
    return HEADERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void onTheClassPathTheContextPassesThroughInTheFormatOfThePropagator(String name) {
    assertEquals(HEADERS.get(name), PassingService.passedOn(name, HEADERS.get(name)));
    assertEquals(Map.of(), PassingService.passedOn("none", HEADERS.get(name)));
  }

  @Test
  void allTogetherTranslateOneFormatIntoTheOthers() {
    Map<String, String> all = new TreeMap<>();
    HEADERS.values().forEach(all::putAll);
    all.remove("baggage");
    assertEquals(
        all,
        PassingService.passedOn(
            "tracecontext,b3,b3multi,jaeger,xray", Map.of("b3", TRACE + "-" + SPAN + "-1")));
  }

  @Test
  void onTheModulePathTheLibrariesAreFoundToo() throws Exception {
    Map<Boolean, List<String>> path =
        Stream.of(System.getProperty("surefire.test.class.path", "").split(File.pathSeparator))
            .collect(Collectors.partitioningBy(LibraryPropagatorsTest::isModule));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                String.join(File.pathSeparator, path.get(true)),
                "--add-modules",
                "ALL-MODULE-PATH",
                "-cp",
                String.join(File.pathSeparator, path.get(false)),
                PassingService.class.getName(),
                "b3,b3multi,jaeger,xray",
                "b3=" + TRACE + "-" + SPAN + "-1"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().remove("TELEMETRY_CONFIG");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("b3", "b3multi", "jaeger", "xray")) {
      expected.putAll(HEADERS.get(name));
    }
    assertEquals("true " + expected, output.lines().reduce("", (a, b) -> b), output);
  }

  /// The kernel with its libraries and those of the propagators, which have no descriptor.
  private static boolean isModule(String path) {
    return !path.contains("test")
        && Stream.of(
                "obs-api", "obs-codec", "http-sender", "obs-kernel", "opentelemetry", "snakeyaml")
            .anyMatch(path::contains);
  }
}
