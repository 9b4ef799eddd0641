package dev.obs.example.greenhouse;

import dev.obs.api.Obs;
import dev.obs.api.Operation;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import io.opentelemetry.api.metrics.Meter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// An application that opens the windows of a greenhouse when it gets too warm.
public final class Greenhouse {
  private static final System.Logger LOGGER = System.getLogger(Greenhouse.class.getName());
  private static final double TOO_WARM = 28;
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final Obs obs;
  private final Random weather = new Random(1);
  private volatile double temperature = 25; // the kernel's threads read it
  private boolean open;

  private Greenhouse(Obs obs) {
    this.obs = obs;
    Meter meter = obs.openTelemetry().getMeter("greenhouse");
    meter
        .gaugeBuilder("greenhouse.temperature")
        .setUnit("Cel")
        .setDescription("air temperature under the roof")
        .buildWithCallback(measured -> measured.record(temperature));
    obs.health()
        .register(
            "thermometer",
            HealthKind.READINESS,
            () ->
                HealthStatus.of(temperature > -20 && temperature < 60)
                    .with("celsius", temperature));
  }

  /// Runs until a signal ends the process.
  public static void main(String[] arguments) {
    try (Obs obs = Obs.start()) {
      obs.view()
          .extensions()
          .forEach(extension ->
              extension
                  .addresses()
                  .forEach(address ->
                      System.out.println("serving " + address + " (" + extension.type() + ")")));
      Greenhouse greenhouse = new Greenhouse(obs);
      while (true) {
        greenhouse.control();
        LockSupport.parkNanos(PERIOD.toNanos());
      }
    }
  }

  private void control() {
    try (Operation operation = obs.operations().start("control")) {
      double warmer = temperature + weather.nextDouble() * 2 - (open ? 2 : 0);
      temperature = warmer;
      operation.with("celsius", warmer).with("open", open);
      if (open != warmer > TOO_WARM) {
        open = !open;
        obs.operations().run("move_windows", this::moveWindows);
      }
    }
  }

  private void moveWindows() {
    LOGGER.log(Level.INFO, open ? "windows open" : "windows closed");
  }
}
