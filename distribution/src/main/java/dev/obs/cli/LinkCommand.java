package dev.obs.cli;

import dev.obs.link.CustomOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
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
  private static final String WITH = "--with";
  private static final String WITHOUT = "--without";
  private static final String JDK = "--jdk";
  private static final String LINKER = "dev.obs.link/dev.obs.link.CustomMain";

  @Mixin private final CustomOptions options = new CustomOptions();

  @Option(
      names = JDK,
      paramLabel = "DIR",
      description = "The JDK to link with. Default: the first one found.")
  private @Nullable Path jdk;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  LinkCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.validate(spec);
    Path image = Path.of(System.getProperty("java.home"));
    Path modules = image.resolve(MODULES);
    if (!Files.isDirectory(modules)) {
      throw new CommandException(
          image + " contains no modules for linking; run the full image's obs link");
    }
    LinkNames names = LinkInventory.take(modules, options.plugins());
    List<String> arguments = arguments(spec.commandLine().getParseResult(), resolve(names));
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
                modules.resolve("dev.obs.link.jar")
                    + File.pathSeparator
                    + modules.resolve("info.picocli.jar"),
                "--add-modules",
                "java.xml",
                "--module",
                LINKER,
                "--from=" + image));
    command.addAll(arguments);
    return new ChildProcess(command).run();
  }

  /// Finds the modules of all names before it reports an error.
  ///
  /// @return the modules, by option
  private Map<String, NavigableSet<String>> resolve(LinkNames names) {
    List<String> unknown = new ArrayList<>();
    NavigableSet<String> out = names.resolve(WITHOUT, options.without(), unknown);
    NavigableSet<String> in = names.resolve(WITH, options.with().orElse(new TreeSet<>()), unknown);
    NavigableSet<String> both = new TreeSet<>(in);
    both.retainAll(out);
    both.forEach(module -> unknown.add("both --with and --without name " + module));
    if (!unknown.isEmpty()) {
      throw new CommandException(String.join(System.lineSeparator(), unknown), names.list());
    }
    return Map.of(WITH, in, WITHOUT, out);
  }

  /// Returns the given options for the linker, with modules instead of their names.
  static List<String> arguments(ParseResult parsed, Map<String, NavigableSet<String>> modules) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptionsSet()) {
      String name = option.longestName();
      if (!name.equals(JDK)) {
        Collection<String> values = modules.get(name);
        (values == null ? option.stringValues() : values)
            .forEach(value -> arguments.add(name + "=" + value));
      }
    }
    return arguments;
  }
}
