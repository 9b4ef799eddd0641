package dev.obs.kernel.delivery;

import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.MemorySettings;
import dev.obs.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// The settings of a signal: the list of its exporters and the limits of their lanes, each one
/// [#configured] or [#fixed]. Immutable.
///
/// @param exporters lists the exporters
/// @param selected the types of the exporters in use, none if the signal is off
/// @param queue records in the queue of a lane
/// @param batch records in an export
/// @param delay how long a record may wait for others to join its batch
/// @param timeout of an export
public record SignalSettings(
    Setting<List<String>> exporters,
    Function<Configuration, List<String>> selected,
    Function<Configuration, Integer> queue,
    Function<Configuration, Integer> batch,
    Function<Configuration, Duration> delay,
    Function<Configuration, Duration> timeout) {

  /// A limit that is a setting.
  static <V> Function<Configuration, V> configured(Setting<V> setting) {
    return configuration -> configuration.get(setting);
  }

  /// A limit that is not.
  static <V> Function<Configuration, V> fixed(V value) {
    return unused -> value;
  }

  /// The options of a lane.
  public LaneOptions lane(Configuration configuration) {
    return new LaneOptions(
        queue.apply(configuration),
        configuration.get(MemorySettings.LANE),
        batch.apply(configuration),
        configuration.get(MemorySettings.BATCH),
        delay.apply(configuration),
        timeout.apply(configuration),
        Backoff.DEFAULT);
  }
}
