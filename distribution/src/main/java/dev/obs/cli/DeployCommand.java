package dev.obs.cli;

import dev.obs.api.ConfigurationException;
import dev.obs.cli.deploy.DeploymentFiles;
import dev.obs.cli.deploy.NoImageException;
import dev.obs.cli.deploy.Notices;
import dev.obs.cli.deploy.Plan;
import dev.obs.cli.deploy.Runbooks;
import dev.obs.cli.deploy.RuntimeImage;
import dev.obs.cli.deploy.Target;
import dev.obs.kernel.Inventory;
import dev.obs.kernel.config.Configuration;
import dev.obs.link.text.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `obs deploy`: writes the files to operate a service: the compose stack, Kubernetes manifests,
/// dashboards, alert rules and runbooks, with the service's name, ports and paths.
@Command(
    name = "deploy",
    header = "Write the files to operate a service.",
    description = {
      "A compose stack, Kubernetes manifests, dashboards, alert rules and runbooks, with the",
      "service's name, ports and paths."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class DeployCommand implements Callable<Integer> {
  private static final String FILES = "deploy";

  /// An address that is valid in a quoted text of YAML and in an alert's template.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[\\w.~:/?#@!$&()*+,;=%\\[\\]-]+");

  @Parameters(
      paramLabel = "TARGET",
      arity = "0..*",
      description = "The target: compose, kubernetes or monitoring. Default: all of them.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the files.")
  private Path output = Path.of("");

  @Option(
      names = "--force",
      description = "Overwrite existing files. Other files and secrets stay.")
  private boolean force;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the container and all Kubernetes objects. Default: the service's.")
  private @Nullable String name;

  @Option(
      names = "--image",
      paramLabel = "DIR",
      description = {
        "The linked image of the container, such as your application's.",
        "Default: this one, which runs the demo."
      })
  private @Nullable Path image;

  @Option(
      names = "--runbooks",
      paramLabel = "URL",
      description = {
        "The address at which you publish the runbooks of the alerts.",
        "Default: the Prometheus that sends the alert serves them."
      })
  private @Nullable String runbooks;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  DeployCommand() {}

  @Override
  public Integer call() throws IOException {
    Set<Target> wanted = targets();
    Path home = Path.of(System.getProperty("java.home"));
    Path source = home.resolve(FILES);
    if (!Files.isDirectory(source)) {
      throw new CommandException(
          home + " contains no deployment files; run the full image's obs deploy");
    }
    if (name != null && !Plan.isName(name)) {
      throw new CommandException(
          "--name '"
              + name
              + "' is invalid: expected at most 40 lower-case letters, digits and '-', the first a"
              + " letter, not the name of another service of the stack, and not a word such as on"
              + " or null, which YAML does not read as text");
    }
    String runbooksAddress = runbooks();
    Configuration configuration = Inventory.planned(options.toKernel());
    requireNoSecrets(wanted, configuration);
    Plan plan = Plan.of(configuration, Optional.ofNullable(name));
    requireMountable(wanted, plan);
    RuntimeImage runtime = runtime(home);
    requireRoom();
    DeploymentFiles files =
        DeploymentFiles.of(
            source, wanted, plan.values(), configuration.file(), runtime, runbooksAddress);
    write(files);
    report(wanted, plan, runtime, files, Notices.of(configuration, plan.values()));
    return ExitCode.OK;
  }

  /// Refuses secrets, because the configuration becomes a part of the stack and of a ConfigMap.
  private static void requireNoSecrets(Set<Target> wanted, Configuration configuration) {
    if (hasContainer(wanted) && !configuration.literalSecrets().isEmpty()) {
      throw new ConfigurationException(configuration.literalSecrets());
    }
  }

  private static void requireMountable(Set<Target> wanted, Plan plan) {
    Optional<String> refusal = plan.refusal();
    if (hasContainer(wanted) && refusal.isPresent()) {
      throw new CommandException(refusal.get());
    }
  }

  private static boolean hasContainer(Set<Target> wanted) {
    return wanted.contains(Target.COMPOSE) || wanted.contains(Target.KUBERNETES);
  }

  private Set<Target> targets() {
    Set<Target> wanted = EnumSet.noneOf(Target.class);
    List<String> unknown = new ArrayList<>();
    for (String each : targets) {
      Stream.of(Target.values())
          .filter(target -> target.toString().equals(each))
          .findFirst()
          .ifPresentOrElse(wanted::add, () -> unknown.add("'" + each + "'"));
    }
    if (!unknown.isEmpty()) {
      throw new CommandException(
          "unknown target "
              + String.join(", ", unknown)
              + "; there are "
              + String.join(", ", Stream.of(Target.values()).map(Target::toString).toList()));
    }
    return wanted.isEmpty() ? EnumSet.allOf(Target.class) : wanted;
  }

  private String runbooks() {
    if (runbooks == null) {
      return Runbooks.SERVED;
    }
    if (!ADDRESS.matcher(runbooks).matches()) {
      throw new CommandException(
          "--runbooks '"
              + runbooks
              + "' is invalid: expected an address such as https://wiki.example.com/runbooks");
    }
    return runbooks.replaceAll("/+$", "");
  }

  private RuntimeImage runtime(Path home) throws IOException {
    try {
      return RuntimeImage.of(image == null ? home : image);
    } catch (NoImageException wrong) {
      throw new CommandException(String.valueOf(wrong.getMessage()));
    }
  }

  private void requireRoom() throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    if (!Files.isDirectory(output)) {
      throw new CommandException(output + " is a file; name a folder with --output");
    }
    try (Stream<Path> files = Files.list(output)) {
      if (!force && files.findAny().isPresent()) {
        throw new CommandException(
            output + " is not empty; name another folder, or write over it with --force");
      }
    } catch (AccessDeniedException closed) {
      throw new CommandException("cannot read " + output + ": permission denied");
    }
  }

  private void write(DeploymentFiles files) {
    try {
      files.write(output);
    } catch (AccessDeniedException closed) {
      throw new CommandException("cannot write " + closed.getFile() + ": permission denied");
    } catch (FileSystemException failed) {
      throw new CommandException(
          "cannot write %s: %s"
              .formatted(
                  failed.getFile(),
                  failed.getReason() == null
                      ? failed.getClass().getSimpleName()
                      : failed.getReason()));
    } catch (IOException failed) {
      throw new CommandException("cannot write to " + output + ": " + failed.getMessage());
    }
  }

  private void report(
      Set<Target> wanted,
      Plan plan,
      RuntimeImage runtime,
      DeploymentFiles files,
      List<String> notices) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "wrote %d files to %s: %s%n",
        files.names().size(),
        output,
        String.join(", ", wanted.stream().map(Target::toString).toList()));
    Table table = Table.of("name", "value");
    plan.rows().forEach(table::row);
    table.row("container runs", runtime.folder() + "/bin/" + runtime.launcher());
    table.lines().forEach(out::println);
    notices.forEach(notice -> out.println("note: " + notice));
    files.notice().ifPresent(notice -> out.println("note: " + notice));
    if (!runtime.hasCommandLine()) {
      out.println(
          "note: the image has no obs health, so its container has no health check; link it with"
              + " --with cli");
    }
    out.println("next: read " + output.resolve("README.md"));
    out.flush();
  }
}
