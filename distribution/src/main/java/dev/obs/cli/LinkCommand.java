package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `obs link`: links another image from some of the modules of this one.
@Command(
    name = "link",
    header = "Link a custom run-time image.",
    description = {
      "The image contains some of the modules of this one, plugins, and your application.",
      "Requires a JDK 25 or later; the new image does not."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
  private static final String MODULES = "modules";
  private static final String LINKER = "dev.obs.link/dev.obs.link.CustomMain";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the image; an existing image is replaced.")
  private Path output = Path.of("");

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

  @Option(
      names = "--jdk",
      paramLabel = "DIR",
      description = "The JDK to link with. Default: the first one found.")
  private @Nullable Path jdk;

  @Option(
      names = "--add-modules",
      split = ",",
      paramLabel = "MODULE",
      description = "Modules of the JDK for drop-in plugins.")
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
  private @Nullable String compression;

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

  @Option(
      names = "--train-argument",
      paramLabel = "ARG",
      description = "An argument of that run. Repeatable.")
  private List<String> trainArguments = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  LinkCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireAnApplication();
    Path image = Path.of(System.getProperty("java.home"));
    Path modules = image.resolve(MODULES);
    if (!Files.isDirectory(modules)) {
      throw new CommandException(
          image + " contains no modules for linking; run the full image's obs link");
    }
    List<String> arguments = new ArrayList<>(List.of("--from", image.toString()));
    addNames(LinkInventory.take(modules, plugins), arguments);
    addRest(arguments);
    Jdk found = JdkSearch.here().find(jdk);
    System.out.printf("[link] with the JDK %d in %s%n", found.version(), found.home());
    System.out.flush();
    List<String> command =
        new ArrayList<>(
            List.of(
                found.home().resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                "--module-path",
                modules.resolve("dev.obs.link.jar").toString(),
                "--module",
                LINKER));
    command.addAll(arguments);
    return new ChildProcess(command).run();
  }

  private void requireAnApplication() {
    boolean trains = trainTime != null || !trainArguments.isEmpty();
    if (trains && !train) {
      throw new ParameterException(
          spec.commandLine(), "--train-time and --train-argument are for --train");
    }
    if (main == null && (train || name != null || !modulePath.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--train, --name and --module-path are for --main");
    }
    if (train && noAot) {
      throw new ParameterException(spec.commandLine(), "either --train or --no-aot");
    }
  }

  /// Resolves all names before it reports an error.
  private void addNames(LinkNames names, List<String> arguments) {
    List<String> unknown = new ArrayList<>();
    NavigableSet<String> out = names.resolve("--without", without, unknown);
    if (with != null) {
      NavigableSet<String> in = names.resolve("--with", with, unknown);
      NavigableSet<String> both = new TreeSet<>(in);
      both.retainAll(out);
      both.forEach(module -> unknown.add("both --with and --without name " + module));
      arguments.addAll(List.of("--with", String.join(",", in)));
    }
    if (!unknown.isEmpty()) {
      throw new CommandException(String.join(System.lineSeparator(), unknown), names.list());
    }
    if (!out.isEmpty()) {
      arguments.addAll(List.of("--without", String.join(",", out)));
    }
  }

  private void addRest(List<String> arguments) {
    plugins.forEach(folder -> arguments.addAll(List.of("--plugins", folder.toString())));
    modulePath.forEach(path -> arguments.addAll(List.of("--module-path", path.toString())));
    jvmOptions.forEach(option -> arguments.addAll(List.of("--jvm-option", option)));
    if (main != null) {
      arguments.addAll(List.of("--main", main));
    }
    if (name != null) {
      arguments.addAll(List.of("--name", name));
    }
    if (compression != null) {
      arguments.addAll(List.of("--compress", compression));
    }
    if (!addModules.isEmpty()) {
      arguments.addAll(List.of("--add-modules", String.join(",", addModules)));
    }
    if (train) {
      Duration time = trainTime == null ? Duration.ofSeconds(10) : trainTime;
      arguments.addAll(List.of("--train-time", time.toString()));
      trainArguments.forEach(each -> arguments.addAll(List.of("--train-argument", each)));
    }
    arguments.addAll(List.of("--aot", Boolean.toString(!noAot), "--output", output.toString()));
  }
}
