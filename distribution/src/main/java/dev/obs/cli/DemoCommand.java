package dev.obs.cli;

import dev.obs.example.openapi.DemoRounds;
import dev.obs.example.openapi.DocGenerator;
import dev.obs.kernel.Kernel;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `obs demo`: the kernel and a real application in it.
@Command(
    name = "demo",
    description = {
      "Start, and run the demo application in a loop until SIGTERM or Ctrl-C:",
      "it documents the HTTP routes of public jars, and now and then of a broken one."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /// Beside the run-time image, or named by this property.
  private static final String JARS = "obs.demo.jars";

  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(names = "--once", description = "One round, then exit.")
  private boolean once;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @ParentCommand
  private Main main;

  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    List<Path> jars = jars();
    Stop stop = main.stop();
    stop.onSignal();
    boolean terminal = !once && onTerminal();
    Screen screen = terminal ? Screen.install() : null;
    Kernel kernel = Kernel.start(options.toKernel());
    try (kernel) {
      Report.started(kernel, System.out);
      System.out.println();
      try (DemoRounds demo = new DemoRounds(new DocGenerator(kernel), jars)) {
        int round = 1;
        do {
          demo.round(round++);
          if (screen != null) {
            screen.show(OperationTable.lines(kernel.operations().summary()));
          }
        } while (!once && !stop.await(PAUSE));
      }
    }
    if (screen != null) {
      screen.show(List.of());
    }
    System.out.println();
    OperationTable.lines(kernel.operations().summary()).forEach(System.out::println);
    Report.closed(kernel.view(), System.out);
    return ExitCode.OK;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null in an image without jdk.internal.le
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private List<Path> jars() throws IOException {
    Path folder =
        Path.of(
            System.getProperty(JARS, Path.of(System.getProperty("java.home"), "demo").toString()));
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        if (!jars.isEmpty()) {
          return jars;
        }
      }
    }
    throw new CommandException(
        "no jars to document in " + folder + "; name a folder of jars with -D" + JARS + "=DIR");
  }
}
