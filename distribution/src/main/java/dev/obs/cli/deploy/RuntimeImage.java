package dev.obs.cli.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The linked image of a container.
///
/// @param folder its folder on this machine
/// @param launcher the name of its launcher in `bin`
/// @param hasCommandLine whether it has `bin/obs`, which a health check needs
/// @param hasDemo whether it contains the demo's jars
public record RuntimeImage(Path folder, String launcher, boolean hasCommandLine, boolean hasDemo) {
  private static final String COMMAND_LINE = "obs";

  /// The folder in the container.
  private static final String BIN = "/opt/obs/bin/";

  private static final String CHECK =
      "HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \\\n"
          + "  CMD [\""
          + BIN
          + "obs\", \"health\"]";
  private static final String PROGRAM = "ENTRYPOINT [\"" + BIN + "obs\"]\nCMD [\"demo\"]\n";

  /// Inspects a folder.
  ///
  /// @throws NoImageException if it is not a linked image
  public static RuntimeImage of(Path folder) throws IOException {
    Path home = folder.toAbsolutePath().normalize();
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.exists(home.resolve("release"))) {
      throw new NoImageException(folder + " is not a linked image; create one with obs link");
    }
    List<String> launchers = launchers(home.resolve("bin"));
    return new RuntimeImage(
        home,
        launchers.stream()
            .filter(name -> !name.equals(COMMAND_LINE))
            .findFirst()
            .orElse(COMMAND_LINE),
        launchers.contains(COMMAND_LINE),
        Files.isDirectory(home.resolve("demo")));
  }

  /// Returns the scripts; other files in `bin` are the JDK's programs.
  private static List<String> launchers(Path bin) throws IOException {
    try (Stream<Path> files = Files.list(bin)) {
      List<String> scripts =
          files
              .filter(RuntimeImage::isScript)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      if (scripts.isEmpty()) {
        throw new NoImageException(bin + " has no launcher; create the image with obs link");
      }
      return scripts;
    }
  }

  private static boolean isScript(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == '#' && in.read() == '!';
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Returns the Dockerfile for it; the source is written for the full image.
  String dockerfile(String written) {
    return replace(
        replace(written, CHECK, hasCommandLine ? CHECK : "HEALTHCHECK NONE"), PROGRAM, program());
  }

  private String program() {
    String entry = "ENTRYPOINT [" + Language.DOCKERFILE.quoted(BIN + launcher) + "]\n";
    if (!launcher.equals(COMMAND_LINE)) {
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
