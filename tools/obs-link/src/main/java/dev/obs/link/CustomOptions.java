package dev.obs.link;

import dev.obs.link.text.TimeConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of a custom image: of `obs link`, which finds the modules for the names of a user
/// and passes the options on, and of [CustomMain].
public final class CustomOptions {
  @Mixin private final ImageOptions image = new ImageOptions();

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "NAME",
      description = {
        "The modules to link: types such as otlp, cpu or health-http, artifacts such as",
        "probe-system, or module names. Default: all modules of this image."
      })
  private @Nullable List<String> with;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "NAME",
      description = "The modules to leave out, by the same names.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Plugins to link: jars, or a folder of jars for each. Repeatable.")
  private List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--main",
      paramLabel = "APPLICATION",
      description = {
        "Your application, which the image starts instead of this command line:",
        "JAR or MODULE, then /CLASS unless it declares its main class."
      })
  private @Nullable String main;

  @Option(
      names = "--module-path",
      paramLabel = "PATH",
      description = "Your application's modules: a jar, or a folder of jars. Repeatable.")
  private List<Path> modulePath = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The launcher's name. Default: the last part of the module's name.")
  private @Nullable String name;

  @Option(names = "--no-aot", description = "Create no AOT cache: half the size, a slower start.")
  private boolean noAot;

  @Option(names = "--train", description = "Run your application once, to create its AOT cache.")
  private boolean train;

  @Option(
      names = "--train-time",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The time after which SIGTERM ends that run. Default: 10s.")
  private @Nullable Duration trainTime;

  public CustomOptions() {}

  /// Validates the combination of the options.
  ///
  /// @param command the command with these options
  /// @throws ParameterException if options require or exclude one another
  public void validate(CommandSpec command) {
    if (!train && (trainTime != null || !trainArguments().isEmpty())) {
      throw new ParameterException(
          command.commandLine(), "--train-time and --train-argument are for --train");
    }
    if (main == null && (train || name != null || !modulePath.isEmpty())) {
      throw new ParameterException(
          command.commandLine(), "--train, --name and --module-path are for --main");
    }
    if (train && noAot) {
      throw new ParameterException(command.commandLine(), "either --train or --no-aot");
    }
  }

  Path output() {
    return image.output();
  }

  /// Returns the modules to link from the image, or empty for the modules that it consists of
  /// itself.
  public Optional<NavigableSet<String>> with() {
    return Optional.ofNullable(with).map(TreeSet::new);
  }

  public NavigableSet<String> without() {
    return new TreeSet<>(without);
  }

  /// Returns additional modules of the JDK, for drop-in plugins.
  NavigableSet<String> addModules() {
    return image.addModules();
  }

  public List<Path> plugins() {
    return List.copyOf(plugins);
  }

  Optional<String> main() {
    return Optional.ofNullable(main);
  }

  List<Path> modulePath() {
    return modulePath;
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  List<String> jvmOptions() {
    return image.jvmOptions();
  }

  String compression() {
    return image.compression();
  }

  boolean aot() {
    return !noAot;
  }

  /// Returns the duration of the training run of the user's application; empty for no training.
  Optional<Duration> trainTime() {
    Duration time = trainTime == null ? Duration.ofSeconds(10) : trainTime;
    return train ? Optional.of(time) : Optional.empty();
  }

  List<String> trainArguments() {
    return image.trainArguments();
  }
}
