package dev.obs.deploy;

import java.nio.file.Path;

/// What is deployed: the files of the repository, and the image that the build made.
final class Deployment {
  /// The deployment files.
  static final Path FILES = Path.of("..", "distribution", "deploy").toAbsolutePath().normalize();

  /// The linked image.
  static final Path IMAGE =
      Path.of("..", "distribution", "target", "image").toAbsolutePath().normalize();

  private Deployment() {}
}
