package dev.obs.bench;

import dev.obs.bench.image.ImageSuite;
import dev.obs.bench.jmh.JmhSuite;
import dev.obs.bench.load.LoadSuite;
import dev.obs.bench.report.Results;
import dev.obs.bench.report.Table;
import dev.obs.bench.report.Target;
import dev.obs.bench.report.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The command `benchmarks/run`: measures the lines and prints one table.
public final class Main {
  private static final int LINES = 15;
  private static final String USAGE =
      "usage: benchmarks/run [--quick] [--only LINES] [--image DIR] [--quarkus DIR] [--write FILE]";

  private boolean quick;
  private Set<Integer> lines = new TreeSet<>(IntStream.rangeClosed(1, LINES).boxed().toList());
  private Path image = Path.of("..", "distribution", "target", "image");
  private Optional<Path> quarkus = Optional.empty();
  private Optional<Path> file = Optional.empty();

  private Main() {}

  /// Runs the command.
  ///
  /// @param arguments the options
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Main main = new Main();
    try {
      main.read(List.of(arguments));
    } catch (IllegalArgumentException invalid) {
      System.err.println(invalid.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
    System.exit(main.run()); // some peers leave threads behind
  }

  private void read(List<String> arguments) {
    for (int at = 0; at < arguments.size(); at++) {
      String option = arguments.get(at);
      if (option.equals("--quick")) {
        quick = true;
        continue;
      }
      if (at + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " is unknown or needs a value");
      }
      String value = arguments.get(++at);
      switch (option) {
        case "--only" -> lines = lines(value);
        case "--image" -> image = Path.of(value);
        case "--quarkus" -> quarkus = Optional.of(Path.of(value));
        case "--write" -> file = Optional.of(Path.of(value));
        default -> throw new IllegalArgumentException(option + " is unknown");
      }
    }
  }

  /// Reads lines such as `1,5,8-9`.
  static Set<Integer> lines(String text) {
    Set<Integer> lines = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", 2);
      try {
        int first = Integer.parseInt(ends[0].strip());
        int last = Integer.parseInt(ends[ends.length - 1].strip());
        if (first < 1 || last > LINES || first > last) {
          throw new NumberFormatException();
        }
        IntStream.rangeClosed(first, last).forEach(lines::add);
      } catch (NumberFormatException invalid) {
        throw new IllegalArgumentException(
            "--only is invalid: expected lines from 1 to " + LINES + ", got " + part);
      }
    }
    return lines;
  }

  private int run() throws IOException, InterruptedException {
    Plan plan = new Plan(lines, quick);
    Results results = new Results();
    Files.createDirectories(Path.of("target"));
    long start = System.nanoTime();
    for (Suite suite : List.of(new JmhSuite(), new LoadSuite(), new ImageSuite(image, quarkus))) {
      results.measure(suite.getClass().getSimpleName(), () -> suite.run(plan, results));
    }
    Table table = new Table(Targets.ROWS, results);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    String summary =
        "%d met, %d missed, in %d s%s"
            .formatted(
                table.count(Target.Verdict.MET),
                table.count(Target.Verdict.MISSED),
                seconds,
                quick ? " (quick: rough figures)" : "");
    System.out.println(table);
    System.out.println(summary);
    if (file.isPresent()) {
      Files.writeString(file.get(), page(table, summary));
    }
    if (!results.failures().isEmpty()) {
      System.out.println("failed: " + String.join(", ", results.failures()));
      return 1;
    }
    return 0;
  }

  private static String page(Table table, String summary) throws IOException {
    return String.join(
        "\n\n",
        "# Results",
        Machine.description(),
        "`benchmarks/README.md` says what each side does. " + summary + ".",
        table.toString());
  }
}
