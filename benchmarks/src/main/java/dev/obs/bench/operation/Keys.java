package dev.obs.bench.operation;

import io.opentelemetry.api.common.AttributeKey;

/// The attribute keys of the benchmarks.
public final class Keys {
  public static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  public static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  public static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

  private Keys() {}
}
