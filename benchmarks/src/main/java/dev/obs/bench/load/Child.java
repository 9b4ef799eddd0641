package dev.obs.bench.load;

import dev.obs.bench.report.Metric;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A JVM that measures one side and writes its figures into a file.
final class Child {
  private static final long LIMIT_SECONDS = 120;

  private Child() {}

  /// Returns the command of a JVM with this class path.
  static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /// Runs a class and returns its figures.
  ///
  /// @param arguments the arguments behind the name of the file
  /// @param output the file that gets its standard output
  static Map<Metric, Double> run(
      List<String> options, Class<?> main, List<String> arguments, File output)
      throws IOException, InterruptedException {
    Path figures = Files.createTempFile("obs-bench", ".txt");
    Path errors = Files.createTempFile("obs-bench", ".log");
    try {
      List<String> all = Stream.concat(Stream.of(figures.toString()), arguments.stream()).toList();
      Process process =
          new ProcessBuilder(command(options, main, all))
              .redirectOutput(output)
              .redirectError(errors.toFile())
              .start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException(main.getSimpleName() + " did not end: " + Files.readString(errors));
        }
        if (process.exitValue() != 0) {
          throw new IOException(main.getSimpleName() + " failed: " + Files.readString(errors));
        }
      } finally {
        process.destroyForcibly();
      }
      return read(figures);
    } finally {
      Files.deleteIfExists(figures);
      Files.deleteIfExists(errors);
    }
  }

  /// Writes figures as [#run] reads them.
  static void write(Path file, Map<Metric, Double> figures) throws IOException {
    Files.write(
        file,
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + " " + figure.getValue())
            .toList());
  }

  private static Map<Metric, Double> read(Path file) throws IOException {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (String line : Files.readAllLines(file)) {
      int blank = line.indexOf(' ');
      figures.put(
          Metric.valueOf(line.substring(0, blank)), Double.valueOf(line.substring(blank + 1)));
    }
    return figures;
  }
}
