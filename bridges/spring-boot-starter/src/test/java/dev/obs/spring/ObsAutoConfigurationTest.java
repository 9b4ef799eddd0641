package dev.obs.spring;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Obs;
import dev.obs.api.Operations;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.model.HealthStatus;
import dev.obs.spi.KernelView;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ObsAutoConfigurationTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ObsAutoConfiguration.class,
                  ObsHealthAutoConfiguration.class,
                  HealthContributorAutoConfiguration.class,
                  HealthContributorRegistryAutoConfiguration.class))
          .withPropertyValues(
              "spring.application.name=shop",
              "obs.health.port=0",
              "obs.telemetry.tracing.exporters=none",
              "obs.telemetry.metrics.exporters=none");

  @Test
  void partsOfTheRuntimeAreBeans() {
    runner.run(context -> {
      Obs obs = context.getBean(Obs.class);
      assertSame(obs.operations(), context.getBean(Operations.class));
      assertSame(obs.openTelemetry(), context.getBean(OpenTelemetry.class));
      assertEquals(
          "shop",
          obs.view().resource().getAttributes().asMap().entrySet().stream()
              .filter(attribute -> attribute.getKey().getKey().equals("service.name"))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseThrow());
    });
  }

  @Test
  void isOffIfTheApplicationSaysSoOrHasItsOwn() {
    runner
        .withPropertyValues("obs.enabled=false")
        .run(context -> assertTrue(context.getBeansOfType(Obs.class).isEmpty()));
    Obs own =
        Obs.builder()
            .global(false)
            .set("health.port", "0")
            .set("telemetry.metrics.exporters", "none")
            .start();
    runner
        .withBean("own", Obs.class, () -> own)
        .run(context -> assertSame(own, context.getBean(Obs.class)));
  }

  @Test
  void propertiesOfVariablesFilesAndListsReachTheKernel() {
    runner
        .withInitializer(context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                    new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of(
                            "OBS_TELEMETRY_SERVICE_NAME", "from-variable",
                            "OBS_PLUGINS", "not-a-setting"))))
        .withPropertyValues(
            "team=orders",
            "obs.telemetry.resource.attributes.team=${team}",
            "obs.telemetry.resource.attributes[deployment.environment.name]=prod",
            "obs.health.checks.dependencies[0].name=db",
            "obs.health.checks.dependencies[0].tcp=localhost:1",
            "obs.telemetry.propagators[0]=baggage")
        .run(context -> {
          KernelView view = context.getBean(Obs.class).view();
          String resource = view.resource().getAttributes().toString();
          assertTrue(resource.contains("service.name=\"from-variable\""), resource);
          assertTrue(resource.contains("team=\"orders\""), resource);
          assertTrue(resource.contains("deployment.environment.name=\"prod\""), resource);
          assertTrue(view.health(HealthKind.READINESS).checks().containsKey("db"));
          assertEquals(
              List.of("baggage"),
              List.copyOf(
                  context
                      .getBean(OpenTelemetry.class)
                      .getPropagators()
                      .getTextMapPropagator()
                      .fields()));
        });
  }

  @Test
  void errorsNameTheOriginOfEachProperty() {
    runner
        .withInitializer(context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                    new MapPropertySource(
                        "mine",
                        Map.of(
                            "obs.telemetry.tracing.sample-rate", "7",
                            "obs.telemetry.service-name", "${nobody.sets.this}"))))
        .run(context -> {
          ConfigurationException cause = cause(context.getStartupFailure());
          assertEquals(1, cause.problems().size(), cause.getMessage());
          assertTrue(
              cause.getMessage().startsWith("\"obs.telemetry.service-name\" from property source"),
              cause.getMessage());
          assertTrue(cause.getMessage().contains("nobody.sets.this"), cause.getMessage());
          FailureAnalysis analysis =
              new ConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
          assertNotNull(analysis);
          assertTrue(
              analysis.getDescription().contains(cause.getMessage()), analysis.getDescription());
        });
  }

  private static ConfigurationException cause(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof ConfigurationException)) {
      cause = cause.getCause();
    }
    return assertInstanceOf(ConfigurationException.class, cause);
  }

  @Test
  void checksAreIndicatorsAndIndicatorsAreChecks() {
    boolean[] up = {true};
    HealthIndicator database =
        () -> up[0] ? Health.up().build() : Health.down().withDetail("host", "secret").build();
    runner
        .withPropertyValues("obs.health.checks.interval=20ms")
        .withBean("databaseHealthIndicator", HealthIndicator.class, () -> database)
        .run(context -> {
          Obs obs = context.getBean(Obs.class);
          ObsHealthIndicator indicator = context.getBean(ObsHealthIndicator.class);
          await().until(() -> check(obs, "spring_database").up());
          up[0] = false;
          await().until(() -> !check(obs, "spring_database").up());
          assertEquals("{status=DOWN}", check(obs, "spring_database").details().toString());
          assertFalse(obs.view().health(HealthKind.READINESS).checks().containsKey("spring_obs"));
          await().until(() -> indicator.health().getStatus().equals(Status.UP));

          obs.health().register("mine", HealthKind.READINESS, HealthStatus::unhealthy);
          assertEquals(Status.DOWN, indicator.health().getStatus());
          assertEquals("DOWN", indicator.health().getDetails().get("mine"));
          assertFalse(indicator.health().getDetails().containsKey("spring_database"));
        });
  }

  private static HealthStatus check(Obs obs, String name) {
    return obs.view()
        .health(HealthKind.READINESS)
        .checks()
        .getOrDefault(name, HealthStatus.unhealthy().with("status", "absent"));
  }

  /// A bean that works until it is destroyed, and does not depend on the runtime for Spring.
  static final class LastWork
      implements ApplicationContextAware, SmartInitializingSingleton, DisposableBean {
    private final List<String> seen;
    private ApplicationContext context;
    private Obs obs;

    LastWork(List<String> seen) {
      this.seen = seen;
    }

    @Override
    public void setApplicationContext(ApplicationContext context) {
      this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
      obs = context.getBean(Obs.class);
    }

    @Override
    public void destroy() {
      HealthReport ready = obs.view().health(HealthKind.READINESS);
      seen.add("ready: " + ready.up() + ", " + ready.checks().containsKey("spring_shutdown"));
      obs.openTelemetry().getTracer("t").spanBuilder("last work").startSpan().end();
    }
  }

  @Test
  void closesAfterAllBeansAndIsNotReadyBefore(@TempDir Path folder) throws IOException {
    List<String> seen = new ArrayList<>();
    runner
        .withPropertyValues(
            "obs.telemetry.tracing.exporters=file", "obs.telemetry.file.path=" + folder)
        .withBean(LastWork.class, () -> new LastWork(seen))
        .run(context ->
            await()
                .until(() -> context.getBean(Obs.class).view().health(HealthKind.READINESS).up()));

    assertEquals(List.of("ready: false, true"), seen);
    String traces = Files.readString(folder.resolve("traces.jsonl"));
    assertTrue(traces.contains("last work"), traces);
  }
}
