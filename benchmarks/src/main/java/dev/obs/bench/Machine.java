package dev.obs.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The machine and the versions of a run.
final class Machine {
  private static final Pattern JAR = Pattern.compile("(.+?)-([0-9][^/]*)\\.jar");
  private static final List<String> LIBRARIES =
      List.of(
          "obs-kernel",
          "jmh-core",
          "opentelemetry-sdk",
          "opentelemetry-exporter-sender-jdk",
          "opentelemetry-exporter-prometheus",
          "micrometer-core",
          "micrometer-tracing",
          "prometheus-metrics-core",
          "log4j-core",
          "log4j-layout-template-json",
          "logback-classic",
          "logstash-logback-encoder",
          "jackson-core");

  private Machine() {}

  static String description() throws IOException {
    return "%s: %s, %d cores, %,d MiB, %s %s; load %s.%n%nJDK %s (%s). %s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            find(Path.of("/proc/cpuinfo"), "model name"),
            Runtime.getRuntime().availableProcessors(),
            memory() >> 20,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            load(),
            Runtime.version(),
            System.getProperty("java.vendor"),
            versions());
  }

  private static long memory() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
  }

  private static String find(Path file, String key) throws IOException {
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String versions() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> JAR.matcher(String.valueOf(Path.of(entry).getFileName())))
        .filter(Matcher::matches)
        .filter(jar -> LIBRARIES.contains(jar.group(1)))
        .map(jar -> jar.group(1) + " " + jar.group(2))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
