package dev.obs.example.invoices;

import dev.obs.api.Obs;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An application that sends an invoice to each customer, and fails for the one without an address.
/// It logs with SLF4J, for which it needs only bridge-slf4j on its path.
public final class Invoices {
  private static final Logger LOGGER = LoggerFactory.getLogger(Invoices.class);
  private static final AttributeKey<String> CURRENCY = AttributeKey.stringKey("currency");
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final Obs obs;
  private final DoubleHistogram amounts;
  private final AtomicInteger failedInARow = new AtomicInteger();

  private Invoices(Obs obs) {
    this.obs = obs;
    amounts =
        obs.openTelemetry()
            .getMeter("invoices")
            .histogramBuilder("invoice.amount")
            .setDescription("invoiced amounts")
            .build();
    obs.health()
        .register(
            "dispatch",
            HealthKind.READINESS,
            () -> HealthStatus.of(failedInARow.get() < 3).with("failed_in_a_row", failedInARow));
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
      Invoices invoices = new Invoices(obs);
      for (int number = 1; ; number++) {
        invoices.process(number);
        LockSupport.parkNanos(PERIOD.toNanos());
      }
    }
  }

  private void process(int number) {
    String id = "R-" + number;
    try {
      obs.operations()
          .run(
              "send_invoice",
              id,
              () -> {
                send(id, number % 5 == 0 ? "" : "customer-" + number);
                return id;
              });
      failedInARow.set(0);
    } catch (Exception failure) {
      failedInARow.incrementAndGet(); // the operation has marked itself failed
      LOGGER.error("invoice {} was not sent", id, failure);
    }
  }

  private void send(String id, String address) {
    if (address.isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
    double amount = id.length() * 12.5;
    amounts.record(amount, Attributes.of(CURRENCY, "EUR"));
    LOGGER
        .atInfo()
        .addKeyValue("amount", amount)
        .log("invoice {} of {} EUR goes to {}", id, amount, address);
  }
}
