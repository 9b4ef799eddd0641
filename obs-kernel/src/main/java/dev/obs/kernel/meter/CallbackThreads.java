package dev.obs.kernel.meter;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.kernel.supervision.KernelThreads;
import dev.obs.model.SafeText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs callbacks, and counts and logs those that are late or throw.
///
/// | metric | unit | meaning |
/// |---|---|---|
/// | `obs.callback.failures` | `{call}` | calls without a value for their collection, by `instrument` and `reason` (`late`, `thrown`) |
final class CallbackThreads implements AutoCloseable {
  private static final AttributeKey<String> INSTRUMENT = AttributeKey.stringKey("instrument");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final int IDLE_SECONDS = 90;

  private final ExecutorService threads;
  private final LongCounter failures;
  private final FaultLog faults;

  /// @param meter for the count, not guarded itself
  CallbackThreads(KernelThreads threads, FaultLog faults, Meter meter) {
    this.faults = faults;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads.factory("callback"));
    this.failures =
        meter
            .counterBuilder("obs.callback.failures")
            .setUnit("{call}")
            .setDescription("Calls of instruments' callbacks that gave a collection no value.")
            .build();
  }

  void execute(Runnable run) {
    threads.execute(run);
  }

  void late(String instrument) {
    failures.add(1, Attributes.of(INSTRUMENT, instrument, REASON, "late"));
    faults.warn(
        "late " + instrument,
        "the callback of instrument "
            + instrument
            + " takes long; its metric lacks current values");
  }

  void failed(String instrument, Throwable failure) {
    failures.add(1, Attributes.of(INSTRUMENT, instrument, REASON, "thrown"));
    faults.warn(
        "callback " + instrument,
        "the callback of instrument " + instrument + " failed: " + SafeText.of(failure));
  }

  /// Interrupts the callbacks that still run.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
