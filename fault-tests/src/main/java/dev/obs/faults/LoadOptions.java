package dev.obs.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What [Load] is to do.
///
/// @param config the configuration file
/// @param rate records a second, of all threads together
/// @param threads how many emit
/// @param seconds for how long, or -1 for ever
/// @param bytes the length of a record's body
/// @param first the lowest sequence number
/// @param accounts where the accounts go, or null
/// @param spans whether each record comes with a span of the same number
/// @param latency whether what an emit takes is measured
/// @param warmup seconds at the start that are not measured
record LoadOptions(
    Path config,
    int rate,
    int threads,
    long seconds,
    int bytes,
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
        Integer.parseInt(values.getOrDefault("--bytes", "300")),
        Long.parseLong(values.getOrDefault("--first", "0")),
        values.containsKey("--accounts") ? Path.of(values.get("--accounts")) : null,
        values.containsKey("--spans"),
        values.containsKey("--latency"),
        Long.parseLong(values.getOrDefault("--warmup", "2")));
  }
}
