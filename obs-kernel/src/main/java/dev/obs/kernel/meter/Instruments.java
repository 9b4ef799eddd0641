package dev.obs.kernel.meter;

import dev.obs.kernel.supervision.FaultLog;
import dev.obs.model.SafeText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// The instruments that record, limited in number because each holds memory until the end of the
/// process. Thread-safe.
final class Instruments {
  private static final int SHOWN = 256;

  private final FaultLog faults;
  private final int limit;
  private final Set<Identity> known = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final LongAdder refused = new LongAdder();

  Instruments(FaultLog faults, int limit) {
    this.faults = faults;
    this.limit = limit;
  }

  /// The identity of an instrument for the SDK; a hash where the text has no limit.
  ///
  /// @param name in lower case
  /// @param kind the builder's type
  /// @param rest of unit and description
  record Identity(String scope, String name, Class<?> kind, int rest) {}

  /// Whether an instrument may record: it is known, or there is room for it.
  boolean admits(Identity instrument) {
    if (known.contains(instrument) || enter(instrument)) {
      return true;
    }
    refused.increment();
    if (warned.compareAndSet(false, true)) {
      faults.warn(
          "instruments",
          "instrument '"
              + SafeText.shorten(instrument.name(), SHOWN)
              + "' and all further ones record nothing: expected at most "
              + limit
              + " instruments; use attributes instead of names, or raise"
              + " telemetry.metrics.instruments_limit");
    }
    return false;
  }

  private synchronized boolean enter(Identity instrument) {
    if (known.size() < limit) {
      known.add(instrument);
    }
    return known.contains(instrument);
  }

  long refused() {
    return refused.sum();
  }
}
