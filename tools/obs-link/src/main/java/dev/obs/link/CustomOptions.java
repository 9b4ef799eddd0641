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

  /// The image whose modules to link.
  Path from() {
    return options.path("--from");
  }

  Path output() {
    return options.path("--output");
  }

  /// The modules of the image to link, or nothing for those that it was made of itself.
  Optional<NavigableSet<String>> with() {
    return options.find("--with").map(names -> options.names("--with"));
  }

  NavigableSet<String> without() {
    return options.names("--without");
  }

  /// Modules that nothing requires: those that drop-in plugins will need of the JDK.
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

  /// How long to run the user's application to train its AOT cache; nothing for not at all.
  Optional<Duration> trainTime() {
    return options.find("--train-time").map(Duration::parse);
  }

  List<String> trainArguments() {
    return options.all("--train-argument");
  }
}
