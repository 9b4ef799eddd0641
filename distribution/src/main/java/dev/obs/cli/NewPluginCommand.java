package dev.obs.cli;

import dev.obs.api.KernelProvider;
import dev.obs.kernel.Inventory;
import dev.obs.kernel.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `obs new-plugin`: writes the project of a plugin that builds, passes the conformance kit and can
/// be dropped in.
@Command(
    name = "new-plugin",
    header = "Write the Maven project of a working plugin.",
    description = "The plugin passes the conformance kit and can be dropped in.",
    mixinStandardHelpOptions = true)
final class NewPluginCommand implements Callable<Integer> {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
  private static final int LONGEST = 40;

  /// The words that Java does not allow as a part of a package's name.
  private static final Set<String> RESERVED =
      Set.of(
          ("_ abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends false final finally float for goto if implements"
                  + " import instanceof int interface long native new null package private"
                  + " protected public return short static strictfp super switch synchronized this"
                  + " throw throws transient true try void volatile while")
              .split(" ", -1));

  @Parameters(
      paramLabel = "NAME",
      description = "The plugin's name in the configuration, such as acme-cloud.")
  private String name = "";

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "KIND",
      converter = KindConverter.class,
      description = "The kind of the plugin: trace, metric, log, probe or health.")
  private PluginKind kind = PluginKind.TRACE;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "Its Java package and module. Default: com.example.NAME.")
  private @Nullable String packageName;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "The folder for the project. Default: ./NAME.")
  private @Nullable Path output;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  NewPluginCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!TYPE.matcher(name).matches() || name.length() > LONGEST) {
      throw wrong(
          "name '"
              + name
              + "' is invalid: expected lower-case letters and digits, separated by '-', the first"
              + " a letter, at most "
              + LONGEST);
    }
    requireFree();
    String target = packageName == null ? "com.example." + packagePart() : packageName;
    if (!PACKAGE.matcher(target).matches()
        || Stream.of(target.split("\\.", -1)).anyMatch(RESERVED::contains)) {
      throw wrong("--package '" + target + "' is invalid: expected the name of a Java package");
    }
    Path folder = output == null ? Path.of(name) : output;
    requireEmpty(folder);
    PluginProject project = new PluginProject(kind, name, target, Version.CURRENT);
    project.write(folder);
    report(folder, project.files());
    return ExitCode.OK;
  }

  private String packagePart() {
    String part = name.replace("-", "");
    return RESERVED.contains(part) ? part + "_" : part;
  }

  /// Refuses a name that is taken, because of two plugins of one kind and name only one is used.
  private void requireFree() {
    String label = kind.label();
    Inventory.extensions(new KernelProvider.Options(null, Map.of(), List.of(), List.of(), false))
        .stream()
        .filter(known -> known.kind().equals(label) && known.type().equals(name))
        .findFirst()
        .ifPresent(known -> {
          throw wrong(
              "there is a %s '%s' already, in %s; choose another name"
                  .formatted(label, name, known.module()));
        });
  }

  private void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw wrong(folder + " is a file; name another folder with --output");
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw wrong(folder + " is not empty; name another folder with --output");
      }
    }
  }

  private void report(Path folder, Map<String, String> files) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("wrote a " + kind.label() + " '" + name + "' to " + folder + ":");
    files.keySet().forEach(file -> out.println("  " + file));
    out.println("next: cd " + folder + " && mvn verify; its README.md describes the next steps");
    out.flush();
  }

  /// A converter of the kinds in lower case.
  static final class KindConverter implements ITypeConverter<PluginKind> {
    KindConverter() {}

    @Override
    public PluginKind convert(String value) {
      return Stream.of(PluginKind.values())
          .filter(kind -> kind.toString().equals(value))
          .findFirst()
          .orElseThrow(() ->
              new TypeConversionException(
                  "expected one of %s, got '%s'".formatted(List.of(PluginKind.values()), value)));
    }
  }

  private static CommandException wrong(String message) {
    return new CommandException(message);
  }
}
