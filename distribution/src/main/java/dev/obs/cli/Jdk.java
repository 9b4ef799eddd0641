package dev.obs.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// A folder that may hold a JDK.
///
/// @param home the folder
/// @param version its feature version, or 0 if unknown
/// @param flaw the reason why it cannot link, or empty
record Jdk(Path home, int version, String flaw) {
  /// The feature version of the compiled modules, and the first one that trains a cache in one
  /// step.
  static final int OLDEST = 25;

  /// Inspects a folder: its file `release` contains the version, and linking requires `bin/jlink`.
  static Jdk at(Path folder) {
    if (!Files.isDirectory(folder)) {
      return new Jdk(folder, 0, "no such folder");
    }
    Path inBundle = folder.resolve("Contents/Home"); // as macOS keeps it
    Path home = Files.isDirectory(inBundle) ? inBundle : folder;
    int version = version(home.resolve("release"));
    return new Jdk(home, version, flaw(home, version));
  }

  boolean usable() {
    return flaw.isEmpty();
  }

  private static String flaw(Path home, int version) {
    if (version == 0) {
      return "not a JDK, or its file 'release' has no version";
    }
    if (version < OLDEST) {
      return "version " + version;
    }
    return Files.isExecutable(home.resolve("bin/jlink"))
            && Files.isExecutable(home.resolve("bin/java"))
        ? ""
        : "version " + version + " without bin/jlink";
  }

  /// Parses `JAVA_VERSION="25.0.3"`, or `"1.8.0_402"` of old versions.
  private static int version(Path release) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(release)) {
      properties.load(in);
      String text = properties.getProperty("JAVA_VERSION", "").replace("\"", "").strip();
      return Runtime.Version.parse(text.replaceFirst("^1\\.(\\d).*", "$1")).feature();
    } catch (IOException | IllegalArgumentException unknown) {
      return 0;
    }
  }
}
