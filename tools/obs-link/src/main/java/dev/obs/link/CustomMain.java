package dev.obs.link;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/// The linker of an image from the modules that another image ships; `obs link` calls it, with a
/// JDK.
///
/// ```text
/// --from DIR             the image that ships the modules
/// --output DIR           the folder for the new image
/// --with A,B             the modules to link; by default those of the image itself
/// --without A,B          modules to leave out
/// --add-modules A,B      additional modules of the JDK; may be repeated
/// --plugins DIR          additional jars, and folders of jars; may be repeated
/// --main APPLICATION     the user's application: JAR or MODULE, then /CLASS unless declared
/// --module-path PATH     its modules: a jar or a folder of jars; may be repeated
/// --name NAME            name of its launcher
/// --jvm-option OPTION    an additional option for the JVM; may be repeated
/// --compress zip-N       0 (fast) to 9 (small, the default)
/// --aot false            no AOT cache
/// --train-time PT10S     trains the application's AOT cache, for the given time
/// --train-argument ARG   an argument of that run; may be repeated
/// ```
public final class CustomMain {
  private static final Duration LIMIT = Duration.ofSeconds(30);

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
    int exit = new CustomMain().run(args);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalled) {
      return;
    }
    System.exit(exit);
  }

  private int run(String... args) {
    try {
      link(new CustomOptions(args));
      return 0;
    } catch (IllegalArgumentException | LinkException e) {
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

  private void link(CustomOptions options) throws IOException, InterruptedException {
    Path output = options.output();
    Plan.requireReplaceable(output, options.from());
    Path work = Files.createTempDirectory("obs-link");
    try {
      Plan plan = Plan.make(options, work);
      planned = true;
      new ImageBuilder(plan.spec(), line -> System.out.println("[link] " + line)).build(output);
      System.out.println();
      new LinkReport(plan, output).print(System.out::println);
    } finally {
      Folders.delete(work);
    }
  }
}
