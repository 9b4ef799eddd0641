package dev.obs.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/// The options of [CustomMain].
final class CustomOptions {
  private static final Set<String> NAMES =
      Set.of(
          "--from",
          "--with",
          "--without",
          "--plugins",
          "--main",
          "--module-path",
          "--name",
          "--add-modules",
          "--jvm-option",
          "--compress",
          "--aot",
          "--train-time",
          "--train-argument",
          "--output");

  private final Options options;

  /// @throws IllegalArgumentException if an option is unknown or lacks its value
  CustomOptions(String... args) {
    options = new Options(NAMES, args);
  }

  /// Returns the source image.
  Path from() {
    return options.path("--from");
  }

  Path output() {
    return options.path("--output");
  }

  /// Returns the modules to link from the image, or empty for the modules that it consists of
  /// itself.
  Optional<NavigableSet<String>> with() {
    return options.find("--with").map(names -> options.names("--with"));
  }

  NavigableSet<String> without() {
    return options.names("--without");
  }

  /// Returns additional modules of the JDK, for drop-in plugins.
  NavigableSet<String> addModules() {
    return options.names("--add-modules");
  }

  List<Path> plugins() {
    return options.paths("--plugins");
  }

  Optional<String> main() {
    return options.find("--main");
  }

  List<Path> modulePath() {
    return options.paths("--module-path");
  }

  Optional<String> name() {
    return options.find("--name");
  }

  List<String> jvmOptions() {
    return options.all("--jvm-option");
  }

  String compression() {
    return options.find("--compress").orElse("zip-9");
  }

  boolean aot() {
    return Boolean.parseBoolean(options.find("--aot").orElse("true"));
  }

  /// Returns the duration of the training run of the user's application; empty for no training.
  Optional<Duration> trainTime() {
    return options.find("--train-time").map(Duration::parse);
  }

  List<String> trainArguments() {
    return options.all("--train-argument");
  }
}
