package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenedPortsTest {
  private static final Setting<String> HOST = Setting.text("host").orElse("127.0.0.1");

  @TempDir Path folder;

  private static Setting<Integer> port(int number) {
    return Setting.port("port").orElse(number).listensOn(HOST);
  }

  private Given given(String yaml) {
    Extension scrape =
        Fakes.metricSink(
            "prometheus", List.of(port(9464).environment("OTEL_EXPORTER_PROMETHEUS_PORT"), HOST));
    Extension health = new Fakes.FakeEndpoint("health-http", "health", List.of(port(8080), HOST));
    return new Given(folder, List.of(scrape, health)).file(yaml);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, localhost",
    "0.0.0.0, 127.0.0.1",
    "'::', 127.0.0.1",
    "'::', 0.0.0.0",
    "'::1', '0:0:0:0:0:0:0:1'",
    "10.0.0.7, '::0'"
  })
  void onePortOfOverlappingHostsIsAnErrorWithBothPlaces(String scraped, String health) {
    String yaml =
        """
        telemetry: {prometheus: {port: 9000, host: "%s"}}
        health: {port: 9000, host: "%s"}
        """;
    assertEquals(
        List.of(
            "telemetry.yaml:2:16: port 9000 is used twice, by health.port and by"
                + " telemetry.prometheus.port (telemetry.yaml:1); choose another one"),
        given(yaml.formatted(scraped, health)).errors());
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.2, 9000", "127.0.0.1, '::1', 9000", "0.0.0.0, 0.0.0.0, 0"})
  void otherHostsAndPortsThatTheSystemChoosesAreFine(String scraped, String health, int port) {
    String yaml =
        """
        telemetry: {prometheus: {port: %3$d, host: "%1$s"}}
        health: {port: %3$d, host: "%2$s"}
        """;
    assertEquals(List.of(), given(yaml.formatted(scraped, health, port)).notices());
  }

  @Test
  void theDefaultOfTheOtherCounts() {
    assertEquals(
        List.of(
            "telemetry.yaml:1:40: port 8080 is used twice, by telemetry.prometheus.port and by"
                + " health.port (default); choose another one"),
        given("telemetry: {metrics: {prometheus_port: 8080}}").errors());
  }

  @Test
  void aVariableGivesANotice() {
    Given given =
        given("health: {port: 9464}").environment("OTEL_EXPORTER_PROMETHEUS_PORT", "9464");
    assertEquals(
        List.of(
            "OTEL_EXPORTER_PROMETHEUS_PORT: port 9464 is used twice, by telemetry.prometheus.port"
                + " and by health.port (telemetry.yaml:1); choose another one"),
        given.notices());
  }

  @Test
  void aSinkThatIsNotOpenedTakesNoPort() {
    for (String off :
        List.of("metrics: {enabled: false}", "enabled: false", "metrics: {exporters: []}")) {
      given("health: {port: 9464}\ntelemetry: {" + off + "}").load();
    }
  }
}
