package dev.obs.spring;

import dev.obs.api.Obs;
import dev.obs.api.ObsBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/// Starts the runtime, before all other beans, and closes it when Spring has destroyed them, so
/// that what they do last is still delivered.
final class ObsLifetime implements DisposableBean {
  private static final Path USUAL = Path.of("telemetry.yaml");
  private static final String VARIABLE = "TELEMETRY_CONFIG";

  private final Obs obs;

  ObsLifetime(ConfigurableEnvironment environment) {
    String file = environment.getProperty("obs." + SpringSource.FILE);
    ObsBuilder builder =
        Obs.builder().with(new SpringSource(environment, serviceName(environment, file)));
    if (StringUtils.hasText(file)) {
      builder.configuration(Path.of(file));
    }
    obs = builder.start();
  }

  /// The name of the application, unless there is a file, which may have another one.
  private static @Nullable String serviceName(
      ConfigurableEnvironment environment, @Nullable String file) {
    boolean hasFile =
        StringUtils.hasText(file)
            || StringUtils.hasText(System.getenv(VARIABLE))
            || Files.exists(USUAL);
    String name = environment.getProperty("spring.application.name");
    return hasFile || !StringUtils.hasText(name) ? null : name;
  }

  Obs obs() {
    return obs;
  }

  @Override
  public void destroy() {
    obs.close();
  }
}
