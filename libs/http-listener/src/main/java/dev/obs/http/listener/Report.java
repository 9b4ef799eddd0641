package dev.obs.http.listener;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The counters and log lines of the refusals and failures of a listener.
///
/// | metric | unit | meaning |
/// |---|---|---|
/// | `obs.listener.connections` | `{connection}` | open connections |
/// | `obs.listener.refusals` | `{refusal}` | connections and requests refused or cut, by `reason` |
///
/// The logger of an extension limits the lines, so that no client fills a log. No method throws:
/// their callers must continue, and after an OutOfMemoryError logging may fail as well.
final class Report {
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final LongCounter refusals;
  private final LongUpDownCounter connections;
  private final Logger logger;
  private final String name;

  /// @param name the listener's name in log lines, such as `127.0.0.1:8080`
  Report(Meter meter, Logger logger, String name) {
    this.refusals =
        meter
            .counterBuilder("obs.listener.refusals")
            .setUnit("{refusal}")
            .setDescription("Connections and requests that a listener refused or cut.")
            .build();
    this.connections =
        meter
            .upDownCounterBuilder("obs.listener.connections")
            .setUnit("{connection}")
            .setDescription("Open connections of a listener.")
            .build();
    this.logger = logger;
    this.name = name;
  }

  void refused(Refusal refusal) {
    quietly(() -> refusals.add(1, Attributes.of(REASON, refusal.label())));
    quietly(() ->
        logger.log(refusal.level(), "listener " + name + " refuses clients: " + refusal.text()));
  }

  /// Counts an opened (1) or closed (-1) connection.
  void connection(int change) {
    quietly(() -> connections.add(change));
  }

  /// Logs a failure.
  ///
  /// @param what the failed part; from the listener or its configuration, never from a client
  void failed(String what, Throwable failure) {
    quietly(() -> logger.log(Level.WARNING, what + " failed", failure));
  }

  private static void quietly(Runnable report) {
    try {
      report.run();
    } catch (Throwable unreported) { // the caller continues
    }
  }
}
