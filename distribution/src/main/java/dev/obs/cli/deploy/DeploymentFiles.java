package dev.obs.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The deployment files with the values of a deployment.
public final class DeploymentFiles {
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final String CONFIGURATION = "telemetry.yaml";
  private static final Set<String> CONFIGURATIONS =
      Set.of(CONFIGURATION, "kubernetes/base/" + CONFIGURATION);

  private final SortedMap<String, String> texts = new TreeMap<>();
  private final boolean secrets;
  private final Set<PosixFilePermission> mode;

  private DeploymentFiles(boolean secrets, Set<PosixFilePermission> mode) {
    this.secrets = secrets;
    this.mode = mode;
  }

  /// Reads the files and replaces the values.
  ///
  /// @param source the deployment files with the default values
  /// @param targets the targets to write
  /// @param configuration the user's own, which is copied unchanged
  /// @param runbooks the base address of the runbooks
  public static DeploymentFiles of(
      Path source,
      Set<Target> targets,
      Values values,
      Optional<Path> configuration,
      RuntimeImage image,
      String runbooks)
      throws IOException {
    DeploymentFiles files =
        new DeploymentFiles(targets.contains(Target.COMPOSE), mode(configuration));
    Rewriting rewriting = Rewriting.to(values, runbooks);
    try (Stream<Path> found = Files.walk(source)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String name = source.relativize(file).toString();
        if (targets.stream().anyMatch(target -> target.has(name))) {
          files.texts.put(name, text(file, name, rewriting, configuration, image));
        }
      }
    }
    return files;
  }

  /// Returns the mode of the user's configuration, without permissions that no file grants to
  /// others.
  private static Set<PosixFilePermission> mode(Optional<Path> configuration) throws IOException {
    Set<PosixFilePermission> mode = EnumSet.copyOf(READABLE);
    if (configuration.isPresent()) {
      mode.retainAll(Files.getPosixFilePermissions(configuration.get()));
    }
    mode.add(PosixFilePermission.OWNER_READ);
    mode.add(PosixFilePermission.OWNER_WRITE);
    return mode;
  }

  private static String text(
      Path file, String name, Rewriting rewriting, Optional<Path> configuration, RuntimeImage image)
      throws IOException {
    if (configuration.isPresent() && CONFIGURATIONS.contains(name)) {
      return Files.readString(configuration.get());
    }
    String text = rewriting.apply(Files.readString(file), Language.of(name));
    return switch (name) {
      case "compose.yml" -> withImage(text, image);
      case "Dockerfile" -> image.dockerfile(text);
      default -> text;
    };
  }

  /// Replaces the build with the image, because the repository builds it first.
  private static String withImage(String compose, RuntimeImage image) {
    String build =
        """
              context: ../..
              dockerfile: distribution/deploy/Dockerfile
        """;
    if (!compose.contains(build)) {
      throw new IllegalStateException("compose.yml builds nothing");
    }
    return compose.replace(
        build,
        """
              context: .
              additional_contexts:
                image: %s
        """
            .formatted(Language.COMPOSE.quoted(image.folder().toString())));
  }

  /// Returns the paths of the files.
  public Set<String> names() {
    return texts.keySet();
  }

  /// Returns a hint about the mode of the configuration, if its containers cannot read it.
  public Optional<String> notice() {
    return names().stream().anyMatch(CONFIGURATIONS::contains) && !mode.equals(READABLE)
        ? Optional.of(
            "telemetry.yaml keeps the mode of your file, %s; let the user of the container read it"
                .formatted(PosixFilePermissions.toString(mode)))
        : Optional.empty();
  }

  /// Writes all files and overwrites existing ones; existing secrets stay.
  public void write(Path folder) throws IOException {
    for (String name : texts.keySet()) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      write(file, texts.get(name), CONFIGURATIONS.contains(name) ? mode : READABLE);
    }
    if (secrets) {
      Secrets.write(folder.resolve("secrets"));
    }
  }

  /// Sets the mode of the file before it writes the text.
  private static void write(Path file, String text, Set<PosixFilePermission> mode)
      throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    }
    Files.setPosixFilePermissions(file, mode);
    Files.writeString(file, text);
  }
}
