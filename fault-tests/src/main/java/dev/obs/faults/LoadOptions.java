package dev.obs.faults;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  static LoadOptions parse(String... args) {
    Deque<String> words = new ArrayDeque<>(List.of(args));
    LoadOptions options =
        new LoadOptions(Path.of("telemetry.yaml"), 10_000, 1, -1, 300, 0, null, false, false, 2);
    while (!words.isEmpty()) {
      options = options.with(words.remove(), words);
    }
    return options;
  }

  private LoadOptions with(String name, Deque<String> values) {
    return switch (name) {
      case "--config" -> config(Path.of(values.remove()));
      case "--rate" -> rate(Integer.parseInt(values.remove()));
      case "--threads" -> threads(Integer.parseInt(values.remove()));
      case "--seconds" -> seconds(Long.parseLong(values.remove()));
      case "--forever" -> seconds(-1);
      case "--bytes" -> bytes(Integer.parseInt(values.remove()));
      case "--first" -> first(Long.parseLong(values.remove()));
      case "--accounts" -> accounts(Path.of(values.remove()));
      case "--spans" -> spans(true);
      case "--latency" -> latency(true);
      case "--warmup" -> warmup(Long.parseLong(values.remove()));
      default -> throw new IllegalArgumentException("unknown option " + name);
    };
  }

  private LoadOptions config(Path value) {
    return new LoadOptions(
        value, rate, threads, seconds, bytes, first, accounts, spans, latency, warmup);
  }

  private LoadOptions rate(int value) {
    return new LoadOptions(
        config, value, threads, seconds, bytes, first, accounts, spans, latency, warmup);
  }

  private LoadOptions threads(int value) {
    return new LoadOptions(
        config, rate, value, seconds, bytes, first, accounts, spans, latency, warmup);
  }

  private LoadOptions seconds(long value) {
    return new LoadOptions(
        config, rate, threads, value, bytes, first, accounts, spans, latency, warmup);
  }

  private LoadOptions bytes(int value) {
    return new LoadOptions(
        config, rate, threads, seconds, value, first, accounts, spans, latency, warmup);
  }

  private LoadOptions first(long value) {
    return new LoadOptions(
        config, rate, threads, seconds, bytes, value, accounts, spans, latency, warmup);
  }

  private LoadOptions accounts(Path value) {
    return new LoadOptions(
        config, rate, threads, seconds, bytes, first, value, spans, latency, warmup);
  }

  private LoadOptions spans(boolean value) {
    return new LoadOptions(
        config, rate, threads, seconds, bytes, first, accounts, value, latency, warmup);
  }

  private LoadOptions latency(boolean value) {
    return new LoadOptions(
        config, rate, threads, seconds, bytes, first, accounts, spans, value, warmup);
  }

  private LoadOptions warmup(long value) {
    return new LoadOptions(
        config, rate, threads, seconds, bytes, first, accounts, spans, latency, value);
  }
}
