package dev.obs.link;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The linker of an image from the modules that another image ships; `obs link` calls it, with a
/// JDK.
@Command(name = "obs link", sortOptions = false)
public final class CustomMain implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "The image that ships the modules.")
  private Path from = Path.of("");

  @Mixin private final CustomOptions options = new CustomOptions();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec command;

  private boolean planned;

  private CustomMain() {}

  /// Exits with 0, with 1 if the image cannot be linked, or with 2 if the options are invalid.
  ///
  /// A signal aborts the work and removes unfinished files.
  public static void main(String[] args) {
    Thread main = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              main.interrupt();
              try {
                main.join(LIMIT);
              } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
              }
            },
            "obs-link-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    int exit = commandLine().execute(args);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      return;
    }
    System.exit(exit);
  }

  /// Accepts options of the JVM that have the name of an option here.
  static CommandLine commandLine() {
    return new CommandLine(new CustomMain()).setAllowOptionsAsOptionParameters(true);
  }

  @Override
  public Integer call() {
    options.validate(command);
    try {
      link();
      return 0;
    } catch (LinkException e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      return fail(e.getFile() + ": " + reason(e));
    } catch (IOException e) {
      return fail(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted; nothing was changed");
    }
  }

  /// Returns the reason; the JDK's own message for these is only the file.
  private static String reason(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException denied -> "no permission";
      case NoSuchFileException absent -> "not there, and cannot be made";
      case FileAlreadyExistsException present -> "is in the way";
      default -> String.valueOf(e.getReason());
    };
  }

  private int fail(String message) {
    message.lines().forEach(line -> System.err.println("obs: " + line));
    return planned ? 1 : 2;
  }

  private void link() throws IOException, InterruptedException {
    Path output = options.output();
    Plan.requireReplaceable(output, from);
    Path work = Files.createTempDirectory("obs-link");
    try {
      Plan plan = Plan.make(from, options, work);
      planned = true;
      new ImageBuilder(plan.spec(), line -> System.out.println("[link] " + line)).build(output);
      System.out.println();
      new LinkReport(plan, output).print(System.out::println);
    } finally {
      Folders.delete(work);
    }
  }
}
