package dev.obs.faults;

import dev.obs.api.Obs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// An application that ends, with or without shutdown hooks. It waits for files in its folder.
final class Ending {
  /// The lines and spans of the shutdown hook.
  static final int RECORDS = 6;

  private static final Logger LOGGER = Logger.getLogger("app"); // held, or it could be collected

  private final Path folder;

  private Ending(Path folder) {
    this.folder = folder;
  }

  /// Runs until a signal, or until it ends itself.
  ///
  /// @param arguments the folder, and the name of a way to end
  public static void main(String[] arguments) throws IOException {
    Ending ending = new Ending(Path.of(arguments[0]));
    Obs obs = ending.start();
    switch (arguments[1]) {
      case "closing" ->
          hook(() -> {
            ending.drain(obs);
            while (!LOGGER.isLoggable(Level.FINE)) { // the log manager resets the level
              LockSupport.parkNanos(5_000_000);
            }
            obs.close();
            System.out.println("closed");
          });
      case "leaving" -> hook(() -> ending.drain(obs));
      case "elsewhere" -> {
        hook(() -> ending.await("end"));
        new Thread(
                () -> {
                  ending.drain(obs);
                  obs.close();
                  System.out.println("closed");
                })
            .start();
      }
      case "two" -> {
        ending.start();
        hook(() -> ending.drain(obs));
      }
      default -> {}
    }
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.execute(() -> {});
    System.out.println("running");
    if (arguments[1].equals("exit")) {
      hook(() -> ending.emit(obs));
      System.exit(3);
    }
    while (true) {
      LockSupport.park();
    }
  }

  private static void hook(Runnable work) {
    Runtime.getRuntime().addShutdownHook(new Thread(work, "application-hook"));
  }

  private Obs start() {
    Obs obs = Obs.builder().configuration(folder.resolve("telemetry.yaml")).start();
    obs.view()
        .extensions()
        .forEach(extension ->
            extension.addresses().forEach(address -> System.out.println("serving " + address)));
    return obs;
  }

  private void drain(Obs obs) {
    System.out.println("draining");
    await("go");
    emit(obs);
  }

  private void emit(Obs obs) {
    for (int i = 0; i < RECORDS; i++) {
      obs.openTelemetry().getTracer("app").spanBuilder("seq=" + i).startSpan().end();
      LOGGER.info("seq=" + i);
    }
  }

  private void await(String file) {
    while (!Files.exists(folder.resolve(file))) {
      LockSupport.parkNanos(5_000_000);
    }
  }
}
