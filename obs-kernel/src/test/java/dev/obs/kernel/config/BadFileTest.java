package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.obs.api.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are no configuration: one clear error each.
class BadFileTest {
  @TempDir Path folder;

  @Test
  void aMissingFile() {
    Path file = folder.resolve("absent.yaml");
    assertEquals(List.of("absent.yaml: no such file"), errorsOf(file));
  }

  @Test
  void aMissingFileNamedByTheVariable() {
    ConfigurationException error =
        assertThrows(
            ConfigurationException.class,
            () ->
                ConfigurationLoader.load(
                    Optional.empty(),
                    Map.of("TELEMETRY_CONFIG", "no/such.yaml"),
                    Map.of(),
                    DiscoveredExtensions.of(List.of())));
    assertEquals("no/such.yaml: no such file (named by TELEMETRY_CONFIG)", error.getMessage());
  }

  @Test
  void aFolder() {
    assertEquals(List.of(folder + ": is a directory; name a file"), errorsOf(folder));
  }

  @Test
  void aPathThroughAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x").resolve("telemetry.yaml");
    assertEquals(List.of("file/telemetry.yaml: no such file"), errorsOf(file));
  }

  @Test
  void aNamedPipeDoesNotHang() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(mkfifo.waitFor() == 0, "mkfifo is missing");
    assertEquals(
        List.of("pipe: is a pipe or device; name a regular file"),
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> errorsOf(pipe)));
  }

  @Test
  void aDevice() {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no /dev/zero here");
    assertEquals(List.of("/dev/zero: is a pipe or device; name a regular file"), errorsOf(device));
  }

  @Test
  void aFileThatMayNotBeRead() throws Exception {
    Path file = Files.writeString(folder.resolve("secret.yaml"), "telemetry:\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read every file");
    assertEquals(List.of("secret.yaml: cannot be read: permission denied"), errorsOf(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing but a comment\n\n", "---\n", "---\n...\n", "{}"})
  void aFileThatSetsNothingMeansTheDefaults(String text) {
    Given given = new Given(folder).file(text);
    assertEquals(
        List.of("telemetry.yaml:1:1: sets nothing; the defaults are used"), given.notices());
    assertEquals("unknown_service:java", given.load().get(CoreSettings.SERVICE_NAME));
    assertEquals(Optional.of(given.path()), given.load().file());
  }

  @Test
  void textThatIsNoMapping() {
    assertOneError(
        "hello world\n",
        "telemetry.yaml:1:1: expected a mapping with the keys telemetry and health, found text");
    assertOneError(
        "\n- telemetry\n",
        "telemetry.yaml:2:1: expected a mapping with the keys telemetry and health, found a list");
  }

  @Test
  void brokenYaml() {
    assertOneError(
        "telemetry:\n  service_name: \"unfinished\n",
        "telemetry.yaml:3:1: not valid YAML: found unexpected end of stream while scanning a quoted"
            + " scalar in line 2");
    assertOneError(
        "telemetry:\n  tracing: {enabled: true\n  metrics: 1\n",
        "telemetry.yaml:3:10: not valid YAML: expected ',' or '}', but got : while parsing a flow"
            + " mapping in line 2");
    assertOneError(
        "telemetry:\n  service_name: a: b\n",
        "telemetry.yaml:2:18: not valid YAML: mapping values are not allowed here");
  }

  @Test
  void aReferenceInsideBracketsGetsAHint() {
    assertOneError(
        "telemetry:\n  tracing:\n    exporters: [${EXPORTER}]\n",
        "telemetry.yaml:3:18: not valid YAML: expected ',' or ']', but got { while parsing a flow"
            + " sequence in line 3; within [ ] and { } write \"${NAME}\" in quotes");
  }

  @Test
  void tabsAsIndentation() {
    assertOneError(
        "telemetry:\n\tservice_name: x\n",
        "telemetry.yaml:2:1: a tab cannot be used for indentation; use spaces");
    assertOneError(
        "telemetry:\n  tracing:\n\t\tenabled: true\n",
        "telemetry.yaml:3:1: a tab cannot be used for indentation; use spaces");
  }

  @Test
  void tags() {
    assertOneError(
        "telemetry:\n  service_name: !!java.net.URL [\"http://localhost\"]\n",
        "telemetry.yaml:2:17: tags (!) are not supported; write the value without"
            + " 'tag:yaml.org,2002:java.net.URL'");
    assertOneError(
        "telemetry: !!map {}\n",
        "telemetry.yaml:1:12: tags (!) are not supported; write the value without"
            + " 'tag:yaml.org,2002:map'");
    assertOneError(
        "telemetry:\n  service_name: ! x\n",
        "telemetry.yaml:2:17: tags (!) are not supported; write the value without '!'");
  }

  @Test
  void anchorsAliasesAndBombsOfThem() {
    String refusal = "anchors and aliases (& and *) are not supported; write the value out";
    assertOneError(
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b]\n",
        "telemetry.yaml:1:4: " + refusal);
    assertOneError("telemetry:\n  tracing: *nothing\n", "telemetry.yaml:2:12: " + refusal);
    assertOneError("telemetry:\n  <<: *base\n", "telemetry.yaml:2:7: " + refusal);
  }

  @Test
  void severalDocuments() {
    assertOneError(
        "telemetry:\n---\nhealth:\n",
        "telemetry.yaml:2:1: a second document starts here; a configuration is one document");
  }

  @Test
  void nesting20000Deep() {
    assertOneError(
        "[".repeat(20_000) + "]".repeat(20_000),
        "telemetry.yaml:1:65: nested more than 64 levels deep");
    assertOneError("{a: ".repeat(20_000), "telemetry.yaml:1:257: nested more than 64 levels deep");
    assertOneError(
        "- ".repeat(20_000) + "x\n", "telemetry.yaml:1:129: nested more than 64 levels deep");
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      block.append(" ".repeat(i)).append("a:\n");
    }
    assertOneError(block.toString(), "telemetry.yaml:65:65: nested more than 64 levels deep");
  }

  @Test
  void fiveMegabytes() {
    assertOneError("a".repeat(5 << 20), "telemetry.yaml: is larger than 256 KiB");
  }

  @Test
  void moreValuesThanAnyConfigurationHas() {
    assertOneError(
        "a: [" + "1, ".repeat(10_000) + "1]\n",
        "telemetry.yaml:1:15002: expected at most 5000 values, got more");
  }

  @Test
  void theLargestFileThatIsReadIsReadQuickly() {
    String line = "telemetry:\n  service_name: x # ";
    String file = line + "y".repeat((256 << 10) - line.length() - 1) + "\n";
    Given given = new Given(folder).file(file);
    assertEquals("x", given.load().get(CoreSettings.SERVICE_NAME));
  }

  @Test
  void bytesThatAreNoText() {
    assertOneError(
        new byte[] {'t', ':', ' ', 'x', '\n', 'y', 0, 1, 2},
        "telemetry.yaml:2:2: the character U+0000 is not allowed; is this a text file?");
    assertOneError(
        "telemetry:\n  service_name: \u001b[31mred\n",
        "telemetry.yaml:2:17: the character U+001B is not allowed; is this a text file?");
    assertOneError(
        new byte[] {(byte) 0x7f, 'E', 'L', 'F'},
        "telemetry.yaml:1:1: the character U+007F is not allowed; is this a text file?");
  }

  @Test
  void otherEncodings() {
    assertOneError(
        "telemetry:\n  service_name: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
        "telemetry.yaml:2:20: is not UTF-8 text");
    assertOneError(
        "\ufefftelemetry:\n".getBytes(StandardCharsets.UTF_16LE),
        "telemetry.yaml: is UTF-16; save it as UTF-8");
    assertOneError(
        new byte[] {'a', ':', ' ', (byte) 0xC3}, "telemetry.yaml:1:4: is not UTF-8 text");
  }

  @Test
  void aByteOrderMarkIsNoError() {
    Given given = new Given(folder).file("\ufefftelemetry:\n  service_name: 😀 x\n  bad: 1\n");
    List<String> errors = given.errors();
    assertEquals(1, errors.size());
    assertTrue(errors.getFirst().startsWith("telemetry.yaml:3:3: unknown key 'bad'"));
  }

  @Test
  void keysThatAreNoText() {
    assertOneError("? [a, b]\n: c\n", "telemetry.yaml:1:3: a key must be text");
  }

  @Test
  void duplicateKeysAreReportedWithTheRest() {
    assertEquals(
        List.of(
            "telemetry.yaml:3:3: duplicate key 'service_name'; line 2 has it already",
            "telemetry.yaml:5:14: telemetry.tracing.enabled: expected true or false, found 'yes'",
            "telemetry.yaml:6:1: duplicate key 'telemetry'; line 1 has it already"),
        new Given(folder)
            .file(
                """
                telemetry:
                  service_name: a
                  service_name: b
                  tracing:
                    enabled: yes
                telemetry: {}
                """)
            .errors());
  }

  @Test
  void noErrorHoldsAStackTrace() {
    ConfigurationException error =
        assertThrows(ConfigurationException.class, new Given(folder).file("a: [")::load);
    assertFalse(error.getMessage().contains("snakeyaml"));
    assertFalse(error.getMessage().contains("\n"));
  }

  private void assertOneError(String text, String expected) {
    assertOneError(text.getBytes(StandardCharsets.UTF_8), expected);
  }

  private void assertOneError(byte[] bytes, String expected) {
    Given given = new Given(folder).bytes(bytes);
    List<String> errors = assertTimeoutPreemptively(Duration.ofSeconds(30), given::errors);
    assertEquals(List.of(expected), errors);
  }

  private List<String> errorsOf(Path file) {
    ConfigurationException errors =
        assertThrows(
            ConfigurationException.class,
            () ->
                ConfigurationLoader.load(
                    Optional.of(file), Map.of(), Map.of(), DiscoveredExtensions.of(List.of())));
    return errors.problems().stream()
        .map(problem -> new Given(folder).relative(problem.toString()))
        .toList();
  }
}
