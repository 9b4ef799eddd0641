package dev.obs.exporter.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The strict OpenMetrics parser of Prometheus's Python client, `prometheus_client`, which refuses
/// a whole page for one bad line. Prometheus itself accepts more.
final class StrictParser {
  private static final String MISSING =
      "python3-prometheus-client is not installed: apt-get install python3-prometheus-client";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// A family of a page.
  record Parsed(String name, String type, String unit, String help, List<Sample> samples) {
    /// Returns the value of the only sample of a name.
    double value(String sample) {
      List<Sample> found = samples.stream().filter(each -> each.name.equals(sample)).toList();
      assertEquals(1, found.size(), () -> sample + " in " + this);
      return found.getFirst().value;
    }
  }

  /// A line of a family.
  ///
  /// @param exemplar null if it has none
  record Sample(
      String name, Map<String, String> labels, double value, @Nullable Exemplar exemplar) {}

  /// An exemplar of a line.
  ///
  /// @param timestamp the seconds since 1970, `NaN` if it has none
  record Exemplar(Map<String, String> labels, double value, double timestamp) {}

  private StrictParser() {}

  /// Skips a test if the parser is not installed, unless this is CI.
  static void require() {
    boolean installed = python().isPresent();
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(installed, MISSING);
    }
    assumeTrue(installed, "SKIPPED: " + MISSING);
  }

  /// Fails if the parser refuses a page; without the parser only in CI.
  static void check(String page) {
    if (python().isPresent()) {
      read(page);
    } else if ("true".equals(System.getenv("CI"))) {
      fail(MISSING);
    } else {
      System.err.println("NOT CHECKED: " + MISSING);
    }
  }

  /// Returns the families of a page by their names.
  static Map<String, Parsed> read(String page) {
    return read(List.of(page)).getFirst();
  }

  static List<Map<String, Parsed>> read(List<String> pages) {
    JsonNode answers;
    try {
      answers = JSON.readTree(run(python().orElseThrow(), JSON.writeValueAsBytes(pages)));
    } catch (IOException broken) {
      throw new IllegalStateException(MISSING, broken);
    }
    List<Map<String, Parsed>> read = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      JsonNode answer = answers.path(i);
      if (answer.has("refusal")) {
        fail("refused: " + answer.path("refusal").textValue() + "\n" + pages.get(i));
      }
      Map<String, Parsed> families = new TreeMap<>();
      for (JsonNode family : answer.path("families")) {
        Parsed parsed = family(family);
        assertNull(families.put(parsed.name, parsed), "two families of one name");
      }
      read.add(families);
    }
    return read;
  }

  private static Parsed family(JsonNode family) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode sample : family.path("samples")) {
      JsonNode exemplar = sample.path("exemplar");
      samples.add(
          new Sample(
              sample.path("name").textValue(),
              labels(sample),
              number(sample, "value"),
              exemplar.isMissingNode()
                  ? null
                  : new Exemplar(
                      labels(exemplar), number(exemplar, "value"), number(exemplar, "timestamp"))));
    }
    return new Parsed(
        family.path("name").textValue(),
        family.path("type").textValue(),
        family.path("unit").textValue(),
        family.path("help").textValue(),
        samples);
  }

  private static Map<String, String> labels(JsonNode node) {
    return JSON.convertValue(node.path("labels"), new TypeReference<TreeMap<String, String>>() {});
  }

  private static double number(JsonNode node, String field) {
    String text = node.path(field).textValue();
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  /// Returns a Python that has the parser: another one on the path may hide Debian's.
  private static Optional<String> python() {
    return Installed.PYTHON;
  }

  private static final class Installed {
    static final Optional<String> PYTHON =
        List.of("python3", "/usr/bin/python3").stream().filter(Installed::has).findFirst();

    private static boolean has(String python) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import prometheus_client.openmetrics.parser")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
      } catch (IOException absent) {
        return false;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  private static byte[] run(String python, byte[] pages) throws IOException {
    Process process = new ProcessBuilder(python, "-c", script()).start();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try (OutputStream out = process.getOutputStream()) {
                out.write(pages);
              } catch (IOException ended) {
                // the missing answer fails the test
              }
            });
    byte[] answer = process.getInputStream().readAllBytes();
    try {
      writer.join();
      if (process.waitFor() != 0) {
        throw new IOException(
            new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
    return answer;
  }

  private static String script() throws IOException {
    try (InputStream script = StrictParser.class.getResourceAsStream("strict.py")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
