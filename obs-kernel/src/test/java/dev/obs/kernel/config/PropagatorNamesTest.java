package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropagatorNamesTest {
  private static final String B3 =
      "propagator 'b3' is left out because no module provides it; put"
          + " io.opentelemetry:opentelemetry-extension-trace-propagators on the module path or"
          + " class path, or into a plugin folder (found: tracecontext, baggage)";

  @TempDir Path folder;

  @Test
  void thoseOfTheTraceContextAreTheDefault() {
    assertEquals(List.of("tracecontext", "baggage"), new Given(folder).load().propagators());
  }

  @Test
  void thoseOfLibrariesCanBeNamedInTheFileInAVariableAndInCode() {
    Given file =
        new Given(folder)
            .propagators("b3", "jaeger")
            .file("telemetry: {propagators: [B3, baggage, b3]}");
    assertEquals(List.of("b3", "baggage"), file.load().propagators());
    Given variable = file.environment("OTEL_PROPAGATORS", "jaeger , tracecontext");
    assertEquals(List.of("jaeger", "tracecontext"), variable.load().propagators());
    Given code = variable.code("telemetry.propagators", "b3");
    assertEquals(List.of("b3"), code.load().propagators());
    assertEquals(List.of(), code.notices());
  }

  @Test
  void oneWithoutItsLibraryIsLeftOutOfAListWithANoticeThatNamesTheLibrary() {
    Given file = new Given(folder).file("telemetry: {propagators: [b3, tracecontext]}");
    assertEquals(List.of("tracecontext"), file.load().propagators());
    assertEquals(List.of("telemetry.yaml:1:27: " + B3), file.notices());
    assertEquals("tracecontext (telemetry.yaml:1)", file.effective("telemetry.propagators"));

    Given variable =
        new Given(folder).environment("OTEL_PROPAGATORS", "xray,baggage").propagators("b3");
    assertEquals(List.of("baggage"), variable.load().propagators());
    assertEquals(
        List.of(
            "OTEL_PROPAGATORS: ignored: propagator 'xray' is left out because no module provides"
                + " it; put io.opentelemetry.contrib:opentelemetry-aws-xray-propagator on the"
                + " module path or class path, or into a plugin folder (found: tracecontext,"
                + " baggage, b3)"),
        variable.notices());
  }

  @Test
  void anUnknownNameGetsANoticeWithTheKnownOnes() {
    Given given = new Given(folder).file("telemetry: {propagators: [tracecontex, baggage]}");
    assertEquals(List.of("baggage"), given.load().propagators());
    assertEquals(
        List.of(
            "telemetry.yaml:1:27: unknown propagator 'tracecontex' is left out; did you mean"
                + " 'tracecontext'? (found: tracecontext, baggage)"),
        given.notices());
  }

  @Test
  void theDefaultCountsIfNoneOfTheFileIsLeftAndTheFileIfNoneOfTheVariableIs() {
    Given given = new Given(folder).file("telemetry: {propagators: [b3]}");
    assertEquals(List.of("tracecontext", "baggage"), given.load().propagators());
    assertEquals(
        List.of(
            "telemetry.yaml:1:27: " + B3,
            "telemetry.yaml:1:26: no propagator of the list can be used; tracecontext and baggage"
                + " are"),
        given.notices());
    Given both =
        new Given(folder)
            .file("telemetry: {propagators: [baggage]}")
            .environment("OTEL_PROPAGATORS", "b3");
    assertEquals(List.of("baggage"), both.load().propagators());
  }

  @Test
  void noneStandsAlone() {
    assertEquals(
        List.of(), new Given(folder).environment("OTEL_PROPAGATORS", "none").load().propagators());
    assertEquals(
        List.of("telemetry.yaml:1:31: 'none' excludes every other name; remove it, or the others"),
        new Given(folder).file("telemetry: {propagators: [x8, none, baggage]}").errors());
  }
}
