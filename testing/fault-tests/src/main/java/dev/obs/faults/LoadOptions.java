package dev.obs.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The options of [Load].
///
/// @param config the configuration file
/// @param rate records a second, over all threads
/// @param threads the number of emitting threads
/// @param seconds the duration, or -1 for no limit
/// @param bytes the lengths of bodies, in turn; a body is never shorter than its sequence number
/// @param records the number of records to emit before it waits for its end
/// @param first the lowest sequence number
/// @param accounts the file for the accounts, or null
/// @param spans whether each record has a span of the same number and length
/// @param latency whether the duration of an emit is measured
/// @param warmup the seconds at the start that are not measured
record LoadOptions(
    Path config,
    int rate,
    int threads,
    long seconds,
    List<Integer> bytes,
    long records,
    long first,
    @Nullable Path accounts,
    boolean spans,
    boolean latency,
    long warmup) {

  private static final Set<String> FLAGS = Set.of("--spans", "--latency");
  private static final Set<String> NAMES =
      Set.of(
          "--config",
          "--rate",
          "--threads",
          "--seconds",
          "--bytes",
          "--records",
          "--first",
          "--accounts",
          "--warmup");

  static LoadOptions parse(String... args) {
    Map<String, String> values = new HashMap<>();
    for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
      String name = words.next();
      if (!FLAGS.contains(name) && !NAMES.contains(name)) {
        throw new IllegalArgumentException("unknown option " + name);
      }
      values.put(name, FLAGS.contains(name) ? "" : words.next());
    }
    return new LoadOptions(
        Path.of(values.getOrDefault("--config", "telemetry.yaml")),
        Integer.parseInt(values.getOrDefault("--rate", "10000")),
        Integer.parseInt(values.getOrDefault("--threads", "1")),
        Long.parseLong(values.getOrDefault("--seconds", "-1")),
        Stream.of(values.getOrDefault("--bytes", "300").split(",", -1))
            .map(Integer::valueOf)
            .toList(),
        Long.parseLong(values.getOrDefault("--records", Long.toString(Long.MAX_VALUE))),
        Long.parseLong(values.getOrDefault("--first", "0")),
        values.containsKey("--accounts") ? Path.of(values.get("--accounts")) : null,
        values.containsKey("--spans"),
        values.containsKey("--latency"),
        Long.parseLong(values.getOrDefault("--warmup", "2")));
  }
}
