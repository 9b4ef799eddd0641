package dev.obs.example.orders;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;

/// A part of the application that uses only OpenTelemetry's API, as its libraries do.
final class OrderBook {
  private final Tracer tracer;
  private final LongCounter orders;

  OrderBook(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer("orders");
    orders =
        openTelemetry
            .getMeter("orders")
            .counterBuilder("orders.taken")
            .setUnit("{order}")
            .setDescription("Orders taken.")
            .build();
  }

  void take(int number) {
    Span span = tracer.spanBuilder("store order").setAttribute("order.number", number).startSpan();
    orders.add(1);
    span.end();
  }
}
