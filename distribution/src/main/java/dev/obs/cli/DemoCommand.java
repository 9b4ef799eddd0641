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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `obs demo`: runs the kernel with a real application.
@Command(
    name = "demo",
    header = "Run the demo application in a loop until SIGTERM or Ctrl-C.",
    description = {
      "The application documents the HTTP routes of public jars, and in every fifth round of a",
      "broken one."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--jars",
      paramLabel = "DIR",
      description = "The folder of the jars to document. Default: those of the full image.")
  private @Nullable Path jars;

  @Option(names = "--once", description = "Run one round, then exit.")
  private boolean once;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @ParentCommand
  private Main main;

  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    List<Path> documented = documented();
    Stop stop = main.stop();
    stop.onSignal();
    boolean terminal = !once && onTerminal();
    Screen screen = terminal ? Screen.install() : null;
    Reporter reporter = Reporter.start();
    Optional<Kernel> started = stop.starting(() -> Kernel.start(options.toKernel()));
    if (started.isEmpty()) {
      return ExitCode.OK;
    }
    Kernel kernel = started.get();
    stop.running(kernel.shutdownDeadline());
    try (kernel) {
      reporter.report(out -> {
        Report.started(kernel, out);
        out.println();
      });
      try (DemoRounds demo = new DemoRounds(new DocGenerator(kernel), documented)) {
        int round = 1;
        do {
          demo.round(round++);
          if (screen != null) {
            reporter.print(() -> screen.show(OperationTable.lines(kernel.operations().summary())));
          }
        } while (!once && !stop.await(PAUSE));
      }
    }
    if (screen != null) {
      reporter.print(() -> screen.show(List.of()));
    }
    reporter.report(out -> {
      out.println();
      OperationTable.lines(kernel.operations().summary()).forEach(out::println);
      Report.closed(kernel.view(), out);
    });
    reporter.await();
    return ExitCode.OK;
  }

  @SuppressWarnings("SystemConsoleNull") // it is null in an image without jdk.internal.le
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private List<Path> documented() throws IOException {
    Path folder = jars == null ? Path.of(System.getProperty("java.home"), "demo") : jars;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> found = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    throw new CommandException("no jars to document in " + folder + "; name a folder with --jars");
  }
}
