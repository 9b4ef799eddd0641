package dev.obs.bench.load;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// A line by each API that ends in Obs, in the way that is usual for the API: text that the caller
/// joins, or placeholders.
final class ObsLog {
  private static final String NAME = "bench.Orders";

  private ObsLog() {}

  static Runnable of(String api) {
    Ids ids = new Ids();
    return switch (api) {
      case "system" -> {
        System.Logger logger = System.getLogger(NAME);
        yield () ->
            logger.log(System.Logger.Level.INFO, "order " + ids.next() + " placed by alice");
      }
      case "jul" -> {
        Logger logger = Logger.getLogger(NAME);
        yield () -> logger.info("order " + ids.next() + " placed by alice");
      }
      case "jul-format" -> {
        Logger logger = Logger.getLogger(NAME);
        yield () ->
            logger.log(Level.INFO, "order {0} placed by {1}", new Object[] {ids.next(), "alice"});
      }
      case "slf4j" -> {
        org.slf4j.Logger logger = LoggerFactory.getLogger(NAME);
        yield () -> logger.info("order {} placed by {}", ids.next(), "alice");
      }
      default -> throw new IllegalArgumentException(api);
    };
  }

  /// Numbers of orders, for one thread.
  static final class Ids {
    private long next = 1000;

    long next() {
      return next++;
    }
  }
}
