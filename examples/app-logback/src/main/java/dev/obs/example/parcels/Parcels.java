package dev.obs.example.parcels;

import dev.obs.api.Obs;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// An application that sends parcels and logs with Logback, whose own configuration says nothing of
/// Obs: bridge-logback on the path attaches itself.
public final class Parcels {
  private static final Logger LOGGER = LoggerFactory.getLogger(Parcels.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private Parcels() {}

  /// Runs until a signal ends the process.
  public static void main(String[] arguments) throws Exception {
    try (Obs obs = Obs.start()) {
      for (int number = 1; ; number++) {
        String id = "P-" + number;
        double weight = number * 0.5;
        MDC.put("depot", "north");
        String sent =
            obs.operations()
                .run(
                    "send_parcel",
                    id,
                    () -> {
                      LOGGER.atInfo().addKeyValue("weight", weight).log("parcel {} leaves", id);
                      return id;
                    });
        MDC.clear();
        LOGGER.debug("{} is on its way", sent);
        LockSupport.parkNanos(PERIOD.toNanos());
      }
    }
  }
}
