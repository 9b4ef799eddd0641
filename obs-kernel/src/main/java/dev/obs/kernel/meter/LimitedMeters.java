package dev.obs.kernel.meter;

import dev.obs.kernel.supervision.FaultLog;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.metrics.MeterProvider;

/// A meter provider whose instruments are limited in number.
///
/// It counts the instruments beyond the limit on the meter `dev.obs.metrics`:
///
/// | metric | unit | meaning |
/// |---|---|---|
/// | `obs.metrics.instruments.refused` | `{instrument}` | instruments beyond the limit |
public final class LimitedMeters implements MeterProvider, AutoCloseable {
  private final GuardedMeters sdk;
  private final Instruments instruments;

  /// @param sdk gets the instruments
  /// @param faults gets a line about the first instrument beyond the limit
  /// @param limit the most instruments; further ones record nothing
  public LimitedMeters(GuardedMeters sdk, FaultLog faults, int limit) {
    this.sdk = sdk;
    instruments = new Instruments(faults, limit);
    get("dev.obs.metrics")
        .counterBuilder("obs.metrics.instruments.refused")
        .setDescription("Instruments beyond the limit, which record nothing.")
        .setUnit("{instrument}")
        .buildWithCallback(out -> out.record(instruments.refused()));
  }

  @Override
  public MeterBuilder meterBuilder(String scope) {
    MeterBuilder builder = sdk.meterBuilder(scope);
    return new MeterBuilder() {
      private String id = String.valueOf(scope);

      @Override
      public MeterBuilder setSchemaUrl(String url) {
        builder.setSchemaUrl(url);
        id += " " + url;
        return this;
      }

      @Override
      public MeterBuilder setInstrumentationVersion(String version) {
        builder.setInstrumentationVersion(version);
        id += " " + version;
        return this;
      }

      @Override
      public Meter build() {
        return new LimitedMeter(builder.build(), id, instruments);
      }
    };
  }

  /// Ends the callbacks.
  @Override
  public void close() {
    sdk.close();
  }
}
