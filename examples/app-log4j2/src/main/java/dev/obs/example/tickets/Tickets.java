package dev.obs.example.tickets;

import dev.obs.api.Obs;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.StringMapMessage;

/// An application that sells tickets and logs with Log4j 2, whose configuration has the element
/// `<Obs/>` of bridge-log4j2. Its first line waits for the start of Obs.
public final class Tickets {
  private static final Logger LOGGER = LogManager.getLogger(Tickets.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private Tickets() {}

  /// Runs until a signal ends the process.
  public static void main(String[] arguments) throws Exception {
    LOGGER.info("the box office opens");
    try (Obs obs = Obs.start()) {
      for (int number = 1; ; number++) {
        String id = "T-" + number;
        String seat = "A" + number;
        ThreadContext.put("hall", "1");
        String sold =
            obs.operations()
                .run(
                    "sell_ticket",
                    id,
                    () -> {
                      LOGGER.info(
                          new StringMapMessage().with("message", "sold").with("seat", seat));
                      return id;
                    });
        ThreadContext.clearMap();
        LOGGER.debug("{} is printed", sold);
        LockSupport.parkNanos(PERIOD.toNanos());
      }
    }
  }
}
