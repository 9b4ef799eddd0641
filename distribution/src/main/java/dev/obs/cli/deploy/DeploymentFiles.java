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

/// The deployment files with a deployment's values in them.
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

  /// Reads and fills in.
  ///
  /// @param source the deployment files as they are written
  /// @param targets which of them
  /// @param configuration the user's own, which is taken as it stands
  /// @param runbooks the address that the runbooks are below
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

  /// The mode of the user's configuration, without what others may not do with any file.
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
    String text = rewriting.apply(Files.readString(file));
    return switch (name) {
      case "compose.yml" -> withImage(text, image);
      case "Dockerfile" -> image.dockerfile(text);
      default -> text;
    };
  }

  /// The container is made from the image, where the repository builds it first.
  private static String withImage(String compose, RuntimeImage image) {
    String build =
        """
              context: ../..
              dockerfile: distribution/deploy/Dockerfile
        """;
    if (!compose.contains(build)) {
      throw new IllegalStateException("compose.yml builds nothing");
    }
    String quoted = image.folder().toString().replace("'", "''").replace("$", "$$");
    return compose.replace(
        build,
        """
              context: .
              additional_contexts:
                image: '%s'
        """
            .formatted(quoted));
  }

  /// The paths of the files.
  public Set<String> names() {
    return texts.keySet();
  }

  /// What to do about the mode of the configuration, if its containers cannot read it.
  public Optional<String> notice() {
    return names().stream().anyMatch(CONFIGURATIONS::contains) && !mode.equals(READABLE)
        ? Optional.of(
            "telemetry.yaml keeps the mode of your file, %s; let the user of the container read it"
                .formatted(PosixFilePermissions.toString(mode)))
        : Optional.empty();
  }

  /// Writes all of them, over what is there; secrets that are there stay.
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

  /// Gives the file its mode before its text.
  private static void write(Path file, String text, Set<PosixFilePermission> mode)
      throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    }
    Files.setPosixFilePermissions(file, mode);
    Files.writeString(file, text);
  }
}
