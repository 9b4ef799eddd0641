package dev.obs.cli;

import dev.obs.kernel.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A user with the image in the `PATH` and Obs in a local Maven repository, and nothing else of
/// this project.
///
/// The repository is separate, so that no artifact of this build gets into the real one: the
/// content of the real one is linked, and Obs is where `mvn install` would put it.
final class ExternalUser {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path BIN = Path.of("target", "image", "bin").toAbsolutePath();
  private static final Path REPOSITORY = Path.of("target", "external-user").toAbsolutePath();
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
  private static final int LIMIT_MINUTES = 5;

  private static boolean made;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /// @param folder the working folder
  ExternalUser(Path folder) throws IOException {
    this.folder = folder;
    environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository());
    // last, because the image has its own java there
    environment.put("PATH", System.getenv("PATH") + ":" + BIN);
  }

  private static synchronized Path repository() throws IOException {
    if (!made) {
      Trees.delete(REPOSITORY);
      Files.createDirectories(REPOSITORY);
      link(Path.of(System.getProperty("obs.repository")), REPOSITORY);
      install(REPOSITORY.resolve("dev/obs"));
      made = true;
    }
    return REPOSITORY;
  }

  /// Links everything except Obs itself.
  private static void link(Path real, Path repository) throws IOException {
    Path group = Files.createDirectories(repository.resolve("dev"));
    for (Path entry : entries(real)) {
      if (!entry.endsWith("dev")) {
        Files.createSymbolicLink(repository.resolve(entry.getFileName()), entry);
      }
    }
    if (Files.isDirectory(real.resolve("dev"))) {
      for (Path entry : entries(real.resolve("dev"))) {
        if (!entry.endsWith("obs")) {
          Files.createSymbolicLink(group.resolve(entry.getFileName()), entry);
        }
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static void install(Path group) throws IOException {
    Matcher modules = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (modules.find()) {
      Path module = ROOT.resolve(modules.group(1));
      String artifact = module.getFileName().toString();
      install(group, artifact, module.resolve("pom.xml"), Optional.of(module.resolve("target")));
    }
    install(group, "obs-parent", ROOT.resolve("pom.xml"), Optional.empty());
  }

  private static void install(Path group, String artifact, Path pom, Optional<Path> target)
      throws IOException {
    String name = artifact + "-" + Version.CURRENT;
    Path place = Files.createDirectories(group.resolve(artifact).resolve(Version.CURRENT));
    Files.copy(pom, place.resolve(name + ".pom"));
    Path jar = target.orElse(place).resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, place.resolve(name + ".jar"));
    }
  }

  /// Sets a variable of the environment of its commands.
  ExternalUser with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Runs a script of commands, which must all succeed.
  ///
  /// @return the output
  String run(String script) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().remove("TELEMETRY_CONFIG");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    Process shell = builder.start();
    shell.getOutputStream().close();
    boolean ended = shell.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    String text = read(output);
    if (!ended || shell.exitValue() != 0) {
      throw new AssertionError(
          (ended ? "ended with " + shell.exitValue() : "did not end") + ":\n" + text);
    }
    return text;
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
