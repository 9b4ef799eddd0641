package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.LogSink;
import dev.obs.spi.TraceSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
  @TempDir Path folder;

  @Test
  void variablesAndTheirDefaults() {
    assertEquals("shop", serviceName("${NAME}", "NAME", "shop"));
    assertEquals("a-shop-b", serviceName("a-${NAME}-b", "NAME", "shop"));
    assertEquals("shop/eu", serviceName("${NAME}/${REGION:-eu}", "NAME", "shop"));
    assertEquals("fallback", serviceName("${NAME:-fallback}", "NAME", ""));
    assertEquals("a:-b", serviceName("${NAME:-a:-b}", "OTHER", ""));
    assertEquals("${NAME}", serviceName("$${NAME}", "NAME", "shop"));
    assertEquals("5$ and $x", serviceName("5$ and $x", "NAME", "shop"));
    assertEquals("$$", serviceName("$$$$", "NAME", "shop"));
  }

  /// The table of "Environment variable substitution" in the data model of OpenTelemetry's
  /// configuration, without its rows about types, which the settings have here.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ${STRING_VALUE}                          ; value
          ${env:STRING_VALUE}                      ; value
          ${env:UNDEFINED_KEY:-fallback}           ; fallback
          ${INVALID_MAP_VALUE}                     ; value|key:value
          foo ${STRING_VALUE} ${FLOAT_VALUE}       ; foo value 1.1
          ${UNDEFINED_KEY:-fallback}               ; fallback
          ${REPLACE_ME}                            ; ${DO_NOT_REPLACE_ME}
          ${UNDEFINED_KEY:-${STRING_VALUE}}        ; ${STRING_VALUE}
          $${STRING_VALUE}                         ; ${STRING_VALUE}
          $$${STRING_VALUE}                        ; $value
          $$$${STRING_VALUE}                       ; $${STRING_VALUE}
          $${STRING_VALUE:-fallback}               ; ${STRING_VALUE:-fallback}
          $${STRING_VALUE:-${STRING_VALUE}}        ; ${STRING_VALUE:-value}
          ${UNDEFINED_KEY:-$${UNDEFINED_KEY}}      ; ${UNDEFINED_KEY:-${UNDEFINED_KEY}}
          ${VALUE_WITH_ESCAPE}                     ; value$$
          a $$ b                                   ; a $ b
          a $ b                                    ; a $ b
          $${FOO} ${STRING_VALUE} $${BAZ}          ; ${FOO} value ${BAZ}
          """)
  void followsTheDataModel(String written, String expected) {
    Given given =
        new Given(folder)
            .file("telemetry: {service_name: \"" + written + "\"}\n")
            .environment("STRING_VALUE", "value")
            .environment("FLOAT_VALUE", "1.1")
            .environment("INVALID_MAP_VALUE", "value\nkey:value")
            .environment("REPLACE_ME", "${DO_NOT_REPLACE_ME}")
            .environment("DO_NOT_REPLACE_ME", "Never use this value")
            .environment("VALUE_WITH_ESCAPE", "value$$");
    assertEquals(expected.replace('|', '\n'), given.load().get(CoreSettings.SERVICE_NAME));
  }

  @Test
  void aDefaultWithBracesGetsANotice() {
    String notice =
        "telemetry.yaml:1:27: the default of J ends at the first '}', and references in it are not"
            + " resolved";
    Given given =
        new Given(folder)
            .file("telemetry: {service_name: '${J:-{\"a\":1}}'}")
            .environment("J", "foo");
    assertEquals("foo}", given.load().get(CoreSettings.SERVICE_NAME));
    assertEquals(List.of(notice), given.notices());
    given = new Given(folder).file("telemetry: {service_name: '${J:-${B:-c}}'}");
    assertEquals("${B:-c}", given.load().get(CoreSettings.SERVICE_NAME));
    assertEquals(List.of(notice), given.notices());
  }

  @Test
  void whatIsNoReferenceIsAnError() {
    assertEquals(
        List.of(
            "telemetry.yaml:4:10: unknown prefix in 'sys:user.name'; write ${env:NAME} for a"
                + " variable or ${file:/path} for a file",
            "telemetry.yaml:5:10: 'A:?error' is not the name of an environment variable; write"
                + " ${NAME}, ${NAME:-default} or ${file:/path}, and '$$' for a dollar sign",
            "telemetry.yaml:6:10: the default of A has a line break or another control character"),
        new Given(folder)
            .file(
                """
                telemetry:
                  resource:
                    attributes:
                      a: "${sys:user.name}"
                      b: "${A:?error}"
                      c: "${A:-x\\ny}"
                """)
            .errors());
  }

  @Test
  void whatWasPutInIsNotLookedAtAgain() {
    assertEquals("${OTHER}", serviceName("${NAME}", "NAME", "${OTHER}"));
    assertEquals("$$", serviceName("${NAME}", "NAME", "$$"));
  }

  @Test
  void structureNeverComesFromAVariable() {
    Given given =
        new Given(folder)
            .file("telemetry:\n  tracing: ${ALL}\n  ${KEY}: 1\n")
            .environment("ALL", "{enabled: false}")
            .environment("KEY", "service_name");
    assertEquals(
        List.of(
            "telemetry.yaml:2:12: telemetry.tracing: expected a mapping, found text",
            "telemetry.yaml:3:3: unknown key '${KEY}' in telemetry"),
        given.errors().stream().map(error -> error.replaceAll("; (did|known).*", "")).toList());
  }

  @Test
  void aValueWithLineBreaksStaysOneValue() {
    assertEquals("a\nhealth: {port: 1}", serviceName("${NAME}", "NAME", "a\nhealth: {port: 1}"));
  }

  @Test
  void anUndefinedVariableIsAnError() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:17: environment variable NAME is not set; set it, or write"
                + " ${NAME:-default}",
            "telemetry.yaml:3:26: environment variable RATE is not set; set it, or write"
                + " ${RATE:-default}"),
        new Given(folder)
            .file("telemetry:\n  service_name: ${NAME}\n  tracing: {jaeger_host: \"${RATE}\"}\n")
            .errors());
  }

  @Test
  void malformedReferencesAreErrors() {
    assertEquals(
        List.of(
            "telemetry.yaml:2:17: '${' without '}'; write '$$' for a dollar sign",
            "telemetry.yaml:5:10: '1A' is not the name of an environment variable; write ${NAME},"
                + " ${NAME:-default} or ${file:/path}, and '$$' for a dollar sign",
            "telemetry.yaml:6:10: '' is not the name of an environment variable; write ${NAME},"
                + " ${NAME:-default} or ${file:/path}, and '$$' for a dollar sign"),
        new Given(folder)
            .file(
                """
                telemetry:
                  service_name: ${NAME
                  resource:
                    attributes:
                      a: ${1A}
                      b: ${}
                """)
            .errors());
  }

  @Test
  void aDefaultThatIsEmptyMeansNotSet() {
    Configuration configuration =
        new Given(folder)
            .file(
                "telemetry:\n"
                    + "  tracing:\n"
                    + "    jaeger_host: ${JAEGER:-}\n"
                    + "    sample_rate: ${RATE:-}\n")
            .load();
    assertTrue(configuration.find(CoreSettings.JAEGER_HOST).isEmpty());
    assertEquals(1.0, configuration.get(CoreSettings.SAMPLE_RATE));
    assertEquals(List.of(), configuration.traceExporters());
  }

  @Test
  void filesGiveTheirTextWithoutTheLastLineBreak() throws Exception {
    Files.writeString(folder.resolve("key"), "s3cret\n");
    Files.writeString(folder.resolve("user"), "elastic\r\n");
    Given given =
        new Given(folder)
            .file(
                """
                telemetry:
                  logging: {exporters: [elasticsearch]}
                  elasticsearch:
                    hosts: ["http://localhost:9200"]
                    api_key: ${file:%s/key}
                    user: ${file:user}
                """
                    .formatted(folder));
    var section = given.load().section(given.extension(LogSink.class, "elasticsearch"));
    assertEquals("s3cret", section.get(Fakes.API_KEY).reveal());
    assertEquals("elastic", section.get(Fakes.USER));
    assertEquals("(hidden) (telemetry.yaml:5)", given.effective("telemetry.elasticsearch.api_key"));
    assertEquals("(hidden) (telemetry.yaml:6)", given.effective("telemetry.elasticsearch.user"));
  }

  @Test
  void filesThatCannotBeReadAreErrors() throws Exception {
    Files.write(folder.resolve("large"), new byte[70_000]);
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, 1});
    assertEquals(
        List.of(
            "telemetry.yaml:4:10: file 'absent': no such file",
            "telemetry.yaml:5:10: file 'large': is larger than 64 KiB",
            "telemetry.yaml:6:10: file '.': is a directory; name a file",
            "telemetry.yaml:7:10: file 'binary': is not UTF-8 text"),
        new Given(folder)
            .file(
                """
                telemetry:
                  resource:
                    attributes:
                      a: ${file:absent}
                      b: ${file:large}
                      c: ${file:.}
                      d: ${file:binary}
                """)
            .errors());
  }

  @Test
  void anErrorShowsTheReferenceAndNotTheValue() {
    String error =
        new Given(folder)
            .file("telemetry:\n  otlp:\n    endpoint: ${URL}\n")
            .environment("URL", "s3cret")
            .errors()
            .getFirst();
    assertTrue(error.endsWith("found the value of '${URL}'"), error);
    assertFalse(error.contains("s3cret"));
  }

  @Test
  void secretsAreNeverShown() {
    Given given =
        new Given(folder)
            .file(
                "telemetry:\n"
                    + "  otlp:\n"
                    + "    endpoint: http://me:pw@h:1\n"
                    + "    headers: {Authorization: \"Bearer ${T}\"}\n")
            .environment("T", "s3cret");
    Configuration configuration = given.load();
    assertEquals(
        "Bearer s3cret",
        configuration
            .section(given.extension(TraceSink.class, "otlp"))
            .get(Fakes.HEADERS)
            .get("Authorization")
            .reveal());
    assertFalse(configuration.effective().toString().contains("s3cret"));
    assertFalse(configuration.effective().toString().contains("pw"));
    assertEquals(
        "(hidden) (telemetry.yaml:4)", given.effective("telemetry.otlp.headers.Authorization"));
  }

  private String serviceName(String text, String variable, String value) {
    return new Given(folder)
        .file("telemetry:\n  service_name: " + text + "\n")
        .environment(variable, value)
        .load()
        .get(CoreSettings.SERVICE_NAME);
  }
}
