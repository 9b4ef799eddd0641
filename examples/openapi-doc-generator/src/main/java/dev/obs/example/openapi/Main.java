package dev.obs.example.openapi;

import dev.obs.api.ConfigurationException;
import dev.obs.api.Obs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The application's command line: one document for each jar, all in one folder as
/// `NAME.openapi.json`.
public final class Main {
  private static final String USAGE = "usage: openapi-doc-generator [--output DIR] JAR...";

  private Main() {}

  /// Exits with 0 if every jar was documented, 1 if one was not, 2 if the arguments are invalid.
  public static void main(String[] args) {
    int code = run(args, Obs::start, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(String[] args, Supplier<Obs> runtime, PrintStream out, PrintStream err) {
    Path output = Path.of(".");
    List<Path> jars = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--help")) {
        out.println(USAGE);
        return 0;
      } else if (args[i].equals("--output") && i + 1 < args.length) {
        output = Path.of(args[++i]);
      } else if (args[i].startsWith("--")) {
        err.println("unknown or incomplete option " + args[i] + "\n" + USAGE);
        return 2;
      } else {
        jars.add(Path.of(args[i]));
      }
    }
    if (jars.isEmpty()) {
      err.println(USAGE);
      return 2;
    }
    try (Obs obs = runtime.get()) {
      return document(new DocGenerator(obs), jars, output, out, err);
    } catch (ConfigurationException | IllegalStateException failure) {
      err.println(failure.getMessage());
      return 2;
    }
  }

  private static int document(
      DocGenerator generator, List<Path> jars, Path output, PrintStream out, PrintStream err) {
    int code = 0;
    for (Path jar : jars) {
      try {
        out.println(write(generator.generate(jar), jar, output));
      } catch (IOException failure) {
        err.println(failure.getMessage());
        code = 1;
      }
    }
    return code;
  }

  private static Path write(Document document, Path jar, Path output) throws IOException {
    String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "") + ".openapi.json";
    Path target = output.resolve(name);
    try {
      Files.createDirectories(output);
      return replace(target, document.json());
    } catch (IOException failure) {
      throw new IOException("cannot write " + target + ": " + failure, failure);
    }
  }

  /// Writes a file beside the target first, so that no reader sees half a document.
  private static Path replace(Path target, String text) throws IOException {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
