package dev.obs.cli.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// The linked image that a container runs.
///
/// @param folder where it is on this machine
/// @param launcher the name of its launcher in `bin`
/// @param hasCommandLine whether `obs health` is linked into it
/// @param hasDemo whether it brings the demo's jars
public record RuntimeImage(Path folder, String launcher, boolean hasCommandLine, boolean hasDemo) {
  private static final String COMMAND_LINE = "dev.obs.cli";

  /// In the container.
  private static final String BIN = "/opt/obs/bin/";

  private static final String CHECK =
      "HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \\\n  ";
  private static final String WRITTEN_CHECK = CHECK + "CMD [\"" + BIN + "obs\", \"health\"]";
  private static final String WRITTEN_PROGRAM = "ENTRYPOINT [\"" + BIN + "obs\"]\nCMD [\"demo\"]\n";

  /// Looks at a folder.
  ///
  /// @throws NoImageException if it is no linked image
  public static RuntimeImage of(Path folder) throws IOException {
    Path real = folder.toAbsolutePath().normalize();
    if (!Files.isExecutable(real.resolve("bin/java")) || !Files.exists(real.resolve("release"))) {
      throw new NoImageException(folder + " is no linked image; make one with obs link");
    }
    return new RuntimeImage(
        real,
        launcher(real),
        modules(real).contains(COMMAND_LINE),
        Files.isDirectory(real.resolve("demo")));
  }

  private static List<String> modules(Path home) throws IOException {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    }
    return List.of(release.getProperty("MODULES", "").replace("\"", "").split(" ", -1));
  }

  /// The only script: what else is in `bin` are the JDK's programs.
  private static String launcher(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("bin"))) {
      List<Path> scripts = files.filter(RuntimeImage::isScript).sorted().toList();
      if (scripts.size() != 1) {
        throw new NoImageException(home + " has no launcher in bin; make it with obs link --main");
      }
      return scripts.getFirst().getFileName().toString();
    }
  }

  private static boolean isScript(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == '#' && in.read() == '!';
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// The Dockerfile for it, which is written for the full image.
  String dockerfile(String written) {
    return replace(replace(written, WRITTEN_CHECK, healthCheck()), WRITTEN_PROGRAM, program());
  }

  private String healthCheck() {
    if (!hasCommandLine) {
      return "HEALTHCHECK NONE";
    }
    return launcher.equals("obs")
        ? WRITTEN_CHECK
        : CHECK + "CMD [\"" + BIN + "java\", \"-m\", \"dev.obs.cli/dev.obs.cli.Main\", \"health\"]";
  }

  private String program() {
    String entry = "ENTRYPOINT [\"" + BIN + launcher + "\"]\n";
    if (!launcher.equals("obs")) {
      return entry;
    }
    return entry + (hasDemo ? "CMD [\"demo\"]\n" : "CMD [\"run\"]\n");
  }

  private static String replace(String text, String what, String by) {
    if (!text.contains(what)) {
      throw new IllegalStateException("the Dockerfile has no " + what);
    }
    return text.replace(what, by);
  }
}
