package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The script that starts the image's main class.
///
/// jlink's own script starts the JVM as a child and waits, so that a SIGTERM never reaches Java;
/// this script is replaced with the JVM. It works from any folder, through links, and with spaces
/// in its path.
final class Launcher {
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Starts @NAME@. OBS_JAVA_OPTS holds more options for the JVM, separated by spaces.
      case $0 in
        */*) self=$0 ;;
        *) self=./$0 ;;
      esac
      while [ -h "$self" ]; do
        link=$(readlink "$self")
        case $link in
          /*) self=$link ;;
          *) self=${self%/*}/$link ;;
        esac
      done
      home=$(CDPATH= cd -- "${self%/*}/.." && pwd -P) || exit 1

      # The AOT cache halves the start; the JVM refuses it together with a module path.
      cache=$home/@CACHE@
      case " $OBS_JAVA_OPTS " in
        *" -p "* | *" --module-path"* | *" -XX:AOT"*) cache= ;;
      esac
      if [ -n "$cache" ] && [ -f "$cache" ]; then
        set -- -XX:AOTCache="$cache" @START@ "$@"
      else
        set -- @START@ "$@"
      fi
      set -f
      # shellcheck disable=SC2086 # options are separated by spaces
      exec "$home/bin/java" @OPTIONS@ $OBS_JAVA_OPTS "$@"
      """;

  private Launcher() {}

  static void write(Launch launch, List<String> jvmOptions, Path image) throws IOException {
    Path script = image.resolve("bin").resolve(launch.name());
    Files.writeString(
        script,
        SCRIPT
            .replace("@NAME@", launch.name())
            .replace("@CACHE@", launch.cache())
            .replace("@START@", "-m " + launch.main())
            .replace("@OPTIONS@", String.join(" ", jvmOptions)));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
