package dev.obs.bench.report;

import static dev.obs.bench.report.Metric.BYTES;
import static dev.obs.bench.report.Metric.CORE;
import static dev.obs.bench.report.Metric.CPU;
import static dev.obs.bench.report.Metric.DROPPED;
import static dev.obs.bench.report.Metric.DROPPED_COLD;
import static dev.obs.bench.report.Metric.MEMORY;
import static dev.obs.bench.report.Metric.MILLIS;
import static dev.obs.bench.report.Metric.MILLIS_CPU;
import static dev.obs.bench.report.Metric.PROCESS_BYTES;
import static dev.obs.bench.report.Metric.PROCESS_CPU;
import static dev.obs.bench.report.Metric.RATE;
import static dev.obs.bench.report.Metric.SIZE;

import java.util.ArrayList;
import java.util.List;

/// The rows of the table with their targets.
public final class Targets {
  private static final long MIB = 1 << 20;
  private static final long MB = 1_000_000;

  /// The APIs that log lines are written with. Placeholders of `java.util.logging` have no target.
  public static final List<String> LOG_APIS = List.of("system", "jul", "slf4j");

  /// The rows in the order of the table.
  public static final List<Row> ROWS = rows();

  private Targets() {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    operations(rows);
    logs(rows);
    export(rows);
    encoders(rows);
    scrapes(rows);
    image(rows);
    Growth.rows(rows);
    return List.copyOf(rows);
  }

  private static void operations(List<Row> rows) {
    String sampled = "operation.sampled";
    String title = "operation, sampled";
    rows.add(Row.of(1, sampled, title, CPU, new Target.Of(Side.SDK, 0.4)));
    rows.add(Row.of(1, sampled, title, CPU, new Target.Of(Side.MICROMETER, 0.1)));
    rows.add(Row.of(1, sampled, title, BYTES, new Target.Of(Side.SDK, 0.25)));
    rows.add(Row.of(1, sampled, title, PROCESS_CPU, new Target.None()));
    String unsampled = "operation.unsampled";
    rows.add(Row.of(2, unsampled, "operation, not sampled", CPU, new Target.OfBest(0.5)));
    rows.add(Row.of(2, unsampled, "operation, not sampled", BYTES, new Target.OfBest(0.2)));
    String shipped = "operation.shipped";
    rows.add(Row.of(3, shipped, "operation as shipped", CPU, new Target.OfBest(0.25)));
    rows.add(Row.of(3, shipped, "operation as shipped", BYTES, new Target.None()));
    rows.add(Row.of(4, "span.1", "span, 1 thread", CPU, new Target.OfBest(0.6)));
    rows.add(Row.of(4, "span.2", "span, 2 threads", CPU, new Target.OfBest(0.6)));
    rows.add(Row.of(4, "span.1", "span, 1 thread", BYTES, new Target.None()));
  }

  private static void logs(List<Row> rows) {
    for (String api : LOG_APIS) {
      String work = "log." + api;
      String title = "JSON log line by " + api + ", 200,000/s";
      rows.add(Row.of(5, work, title, PROCESS_CPU, new Target.Of(Side.LOG4J2, 0.6)));
      rows.add(Row.of(5, work, title + ", caller", CPU, new Target.AtMost(250)));
      rows.add(Row.of(5, work, title + ", caller", BYTES, new Target.AtMost(200)));
      rows.add(Row.of(5, work, title, DROPPED, new Target.None()));
      rows.add(
          Row.of(
              5,
              work + ".saturated",
              "JSON log line by " + api + ", saturated, written",
              RATE,
              new Target.Above(Side.LOG4J2, 1)));
    }
    rows.add(
        Row.of(
            5,
            "log.jul-format",
            "JSON log line by jul with {0}, 200,000/s",
            PROCESS_CPU,
            new Target.None()));
  }

  private static void export(List<Row> rows) {
    String slow = "export.200000";
    String title = "OTLP, 200,000 spans/s, defaults";
    rows.add(Row.of(6, slow, title + ", first seconds", DROPPED_COLD, new Target.AtMost(0)));
    rows.add(Row.of(6, slow, title, DROPPED, new Target.AtMost(0)));
    rows.add(Row.of(6, slow, title, PROCESS_CPU, new Target.Of(Side.SDK_TUNED, 0.6)));
    String fast = "export.1000000";
    title = "OTLP, 1,000,000 spans/s, defaults";
    rows.add(Row.of(7, fast, title + ", first seconds", DROPPED_COLD, new Target.None()));
    rows.add(Row.of(7, fast, title, DROPPED, new Target.AtMost(0)));
    rows.add(Row.of(7, fast, title, PROCESS_CPU, new Target.Of(Side.SDK_TUNED, 0.4)));
  }

  private static void encoders(List<Row> rows) {
    for (String signal : List.of("span", "log")) {
      String title = "encode an OTLP " + signal;
      rows.add(Row.of(8, "encode." + signal, title, CPU, new Target.OfBest(0.4)));
      rows.add(Row.of(8, "encode." + signal, title, BYTES, new Target.AtMost(1)));
    }
    rows.add(
        Row.of(8, "encode.ecs", "encode and post an ECS bulk line", CPU, new Target.OfBest(0.5)));
    rows.add(Row.of(8, "encode.ecs", "encode and post an ECS bulk line", BYTES, new Target.None()));
  }

  private static void scrapes(List<Row> rows) {
    for (int lines : List.of(1_000, 10_000, 100_000)) {
      double ratio = lines < 10_000 ? 0.5 : 0.2;
      for (String format : List.of("text", "openmetrics", "gzip")) {
        String work = "scrape." + lines + "." + format;
        String title = "scrape of " + String.format("%,d", lines) + " lines, " + format;
        rows.add(Row.of(9, work, title, PROCESS_CPU, new Target.OfBest(ratio)));
        rows.add(Row.of(9, work, title, Metric.WALL, new Target.OfBest(ratio)));
        rows.add(Row.of(9, work, title, PROCESS_BYTES, new Target.OfBest(0.2)));
      }
    }
  }

  private static void image(List<Row> rows) {
    rows.add(Row.of(10, "start", "start to /health 200", MILLIS, new Target.OfBest(0.7)));
    rows.add(Row.of(10, "start", "start to /health 200", MILLIS_CPU, new Target.OfBest(0.7)));
    rows.add(Row.of(10, "start", "start to /health 200", MILLIS, new Target.Of(Side.FLOOR, 2)));
    rows.add(
        Row.of(
            11,
            "memory",
            "resident after scrapes and probes",
            MEMORY,
            new Target.AtMost(64 * MIB)));
    rows.add(Row.of(12, "image.full", "image with everything", SIZE, new Target.AtMost(52 * MB)));
    rows.add(
        Row.of(12, "image.full.aot", "the same with AOT cache", SIZE, new Target.AtMost(80 * MB)));
    rows.add(
        Row.of(
            12,
            "image.small",
            "image of kernel, health, Prometheus",
            SIZE,
            new Target.AtMost(44 * MB)));
    rows.add(
        Row.of(12, "image.small.aot", "the same with AOT cache", SIZE, new Target.AtMost(60 * MB)));
    for (String page : List.of("health", "ready")) {
      String title = "/" + page + ", ten checks, 32 connections";
      rows.add(Row.of(13, "health." + page, title, RATE, new Target.Above(Side.QUARKUS, 1.3)));
      rows.add(Row.of(13, "health." + page, title, PROCESS_CPU, new Target.None()));
    }
    rows.add(Row.of(14, "idle", "idle, probes every 10 s", CORE, new Target.AtMost(0.1)));
    rows.add(Row.of(15, "command.version", "obs --version", MILLIS, new Target.Of(Side.FLOOR, 2)));
    rows.add(Row.of(15, "command.version", "obs --version", MILLIS_CPU, new Target.None()));
    rows.add(Row.of(15, "command.check", "obs check", MILLIS, new Target.Of(Side.FLOOR, 4)));
    rows.add(Row.of(15, "command.check", "obs check", MILLIS_CPU, new Target.None()));
  }
}
