package dev.obs.cli.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.ConfigurationLoader;
import dev.obs.kernel.config.DiscoveredExtensions;
import dev.obs.spi.Endpoint;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.KernelView;
import dev.obs.spi.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The values of a deployment, read from a configuration by key and type.
class PlanTest {
  @TempDir Path folder;

  private record Health() implements Endpoint {
    @Override
    public String type() {
      return "health-http";
    }

    @Override
    public String section() {
      return "health";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(
          Setting.port("port").orElse(8080),
          Setting.text("host").orElse("127.0.0.1"),
          Setting.sections("endpoints", Setting.text("path"), Setting.text("type")));
    }

    @Override
    public Listener open(ExtensionContext context, KernelView kernel) {
      throw new UnsupportedOperationException();
    }
  }

  private Configuration configuration(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    return ConfigurationLoader.loadForElsewhere(
        Optional.of(file), Map.of(), DiscoveredExtensions.of(List.of(new Health())));
  }

  private static Values values(Configuration configuration) {
    return Plan.of(configuration, Optional.empty()).values();
  }

  @Test
  void takesNamesPortsPathsAndSizes() throws IOException {
    Values values =
        values(
            configuration(
                """
                telemetry:
                  service_name: Shop of Things
                  spool: {enabled: true, path: /data/shop/spool, max_size: 100MB}
                health:
                  port: 8090
                  endpoints:
                    - {path: /ready, type: readiness}
                    - {path: /up, type: liveness}
                """));

    assertEquals("shop-of-things", values.name());
    assertEquals(8090, values.healthPort());
    assertEquals("/up", values.livenessPath());
    assertEquals("/ready", values.readinessPath());
    assertEquals("/data/shop/spool", values.spoolPath());
    assertEquals(100, values.spoolMebibytes());
  }

  @Test
  void takesItsOwnValuesForThoseThatAreKnownElsewhereOnly() throws IOException {
    Configuration configuration =
        configuration(
            """
            telemetry:
              service_name: ${NAME}
              spool: {enabled: true, path: "${SPOOL}"}
            health: {port: "${PORT}"}
            """);
    Values values = values(configuration);

    assertEquals(Values.WRITTEN.name(), values.name());
    assertEquals(Values.WRITTEN.healthPort(), values.healthPort());
    assertEquals(Values.WRITTEN.spoolPath(), values.spoolPath());
    Map<String, String> rows = Plan.of(configuration, Optional.empty()).rows();
    assertEquals("8080 (" + folder.resolve("telemetry.yaml") + ":4)", rows.get("health pages"));
  }

  @Test
  void takesThePagesThatAreAlwaysThereWhereNoneIsConfigured() throws IOException {
    Values values = values(configuration("health: {endpoints: [{path: /m, type: metrics}]}"));

    assertEquals("/livez", values.livenessPath());
    assertEquals("/readyz", values.readinessPath());
    assertEquals(Values.WRITTEN.livenessPath(), values(configuration("health:\n")).livenessPath());
  }

  @Test
  void notesAHostThatNobodyReachesAndASpoolThatIsOff() throws IOException {
    Configuration configuration = configuration("telemetry: {service_name: shop}");
    List<String> notices = Notices.of(configuration, values(configuration));

    assertTrue(
        notices.stream()
            .anyMatch(notice -> notice.startsWith("health.host is 127.0.0.1 (default)")),
        notices::toString);
    assertTrue(
        notices.stream().anyMatch(notice -> notice.startsWith("the spool is off (default)")),
        notices::toString);
  }
}
