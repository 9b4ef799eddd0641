package dev.obs.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/// The options of every image, of the build's and of custom ones.
final class ImageOptions {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the image; an existing image is replaced.")
  private Path output = Path.of("");

  @Option(
      names = "--add-modules",
      split = ",",
      paramLabel = "MODULE",
      description = "Additional modules, such as the JDK's for drop-in plugins. Repeatable.")
  private List<String> addModules = new ArrayList<>();

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "An additional JVM option of the launcher. Repeatable.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--compress",
      paramLabel = "zip-N",
      description = "The compression: zip-0 (fast to link) to zip-9 (small). Default: zip-9.")
  private String compression = "zip-9";

  @Option(
      names = "--train-argument",
      paramLabel = "ARG",
      description = "An argument of the run that --train requests. Repeatable.")
  private List<String> trainArguments = new ArrayList<>();

  ImageOptions() {}

  Path output() {
    return output.toAbsolutePath().normalize();
  }

  NavigableSet<String> addModules() {
    return new TreeSet<>(addModules);
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  String compression() {
    return compression;
  }

  List<String> trainArguments() {
    return trainArguments;
  }
}
