package dev.obs.example.orders;

import dev.obs.api.Obs;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import java.lang.System.Logger.Level;

/// An application that accepts an order every 100 ms until a signal ends it.
public final class Orders {
  private static final System.Logger LOG = System.getLogger("orders");

  private Orders() {}

  /// Runs until SIGTERM.
  public static void main(String[] args) throws InterruptedException {
    // The only new line: Obs takes over the existing OpenTelemetry.
    Obs obs = Obs.builder().openTelemetry(ExistingTelemetry::setUp).start();
    obs.view()
        .extensions()
        .forEach(extension ->
            extension
                .addresses()
                .forEach(address ->
                    System.out.println("serving " + address + " (" + extension.type() + ")")));
    OrderBook book = new OrderBook(obs.openTelemetry());
    for (int number = 1; ; number++) {
      take(obs, book, number);
      Thread.sleep(100);
    }
  }

  @SuppressWarnings("try") // the scope is only closed
  private static void take(Obs obs, OrderBook book, int number) {
    Baggage tenant = Baggage.builder().put("tenant", "acme").build();
    try (Scope scope = tenant.makeCurrent()) {
      obs.operations()
          .run(
              "take_order",
              () -> {
                book.take(number);
                LOG.log(Level.INFO, "order {0} taken", number);
              });
    }
  }
}
