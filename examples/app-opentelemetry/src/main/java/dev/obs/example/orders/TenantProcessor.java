package dev.obs.example.orders;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// A processor that copies the tenant, which callers send as baggage, to every span.
final class TenantProcessor implements SpanProcessor {
  TenantProcessor() {}

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    String tenant = Baggage.fromContext(parent).getEntryValue("tenant");
    if (tenant != null) {
      span.setAttribute("tenant", tenant);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
