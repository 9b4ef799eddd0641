package dev.obs.link;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/// The script that starts the image's main class.
///
/// jlink's own script starts the JVM as a child and waits, so that a SIGTERM never reaches Java;
/// this script is replaced with the JVM. It works from any folder, through links, and with spaces
/// in its path.
///
/// A command that ends soon is compiled by the first compiler only: the second one would take more
/// time than it saves.
///
/// It reads the options of all variables that the JVM reads and of `OBS_JAVA_OPTS`, and leaves out
/// those of its own options that they replace: of two garbage collectors, or of a class archive
/// beside the AOT cache, the JVM would accept neither. Options inside of quotation marks that
/// contain blanks, and files of options, are not examined.
final class Launcher {
  static final String SCRIPT =
      """
      #!/bin/sh
      # Starts @NAME@. OBS_JAVA_OPTS holds more options for the JVM, separated by blanks or line ends.
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

      # Variables, arguments and names of files are UTF-8, also without a locale, as in containers,
      # or with one that is not installed: then there is a warning or another encoding.
      encoding=
      case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
        *.UTF-8 | *.utf8 | *.UTF8 | *.utf-8) encoding=$(locale charmap 2>&1) ;;
      esac
      if [ "$encoding" != UTF-8 ]; then
        LC_ALL=C.UTF-8
        export LC_ALL
      fi

      # Ends if the image lacks the module of the JDK that an option needs.
      need() {
        case " @LACKING@ " in
          *" $1 "*)
            echo "@NAME@: $2 needs the module $1, which this image lacks;" \\
              "add it: obs link --add-modules $1" >&2
            exit 2
            ;;
        esac
      }

      # The operator's options have priority. The AOT cache halves the start; the JVM refuses it
      # together with a module path or another archive, and uses none silently otherwise.
      collector="@COLLECTOR@"
      heap="@HEAP@"
      case ${1-} in
        @LONG@) tiers= ;;
        *) tiers=-XX:TieredStopAtLevel=1 ;;
      esac
      cache=$home/@CACHE@
      quiet="-Xlog:aot*=off:stderr -Xlog:cds*=off:stderr"
      set -f
      for option in ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${OBS_JAVA_OPTS-} ${_JAVA_OPTIONS-}; do
        option=${option#[\\"\\']}
        option=${option%[\\"\\']}
        case $option in
          -XX:[+-]UseSerialGC | -XX:+UseParallelGC | -XX:+UseG1GC) collector= ;;
          -XX:+UseZGC | -XX:+UseShenandoahGC | -XX:+UseEpsilonGC) collector= ;;
          -Xm[nsx]* | -XX:*HeapSize=* | -XX:*NewSize=* | -XX:*RAM*) heap= ;;
          -XX:Tiered* | -XX:[+-]Tiered* | -XX:CompilationMode* | -Xint | -Xcomp) tiers= ;;
          -p | --module-path* | --upgrade-module-path* | --patch-module* | --limit-modules*) cache= ;;
          -XX:AOT* | -Xshare:* | -XX:SharedArchiveFile* | -XX:ArchiveClassesAtExit*) cache= ;;
          -XX:[+-]AutoCreateSharedArchive | -XX:DumpLoadedClassList*) cache= ;;
          -Xlog*aot* | -Xlog*cds* | -Xlog*all* | -Xlog) quiet= ;;
          -javaagent:*) need java.instrument -javaagent ;;
          -Dcom.sun.management* | -XX:+ManagementServer) need jdk.management.agent -Dcom.sun.management ;;
          -XX:StartFlightRecording* | -XX:+FlightRecorder) need jdk.jfr -XX:StartFlightRecording ;;
          -agentlib:jdwp* | -Xrunjdwp*) need jdk.jdwp.agent -agentlib:jdwp ;;
        esac
      done

      if [ -n "$cache" ] && [ -f "$cache" ]; then
        set -- -XX:AOTCache="$cache" @START@ "$@"
      else
        quiet=
        set -- @START@ "$@"
      fi
      # shellcheck disable=SC2086 # options are separated by blanks
      exec "$home/bin/java" $collector $heap $tiers @OPTIONS@$quiet ${OBS_JAVA_OPTS-} "$@"
      """;

  /// The modules of the JDK for options that operators add to any JVM.
  private static final List<String> TOOLS =
      List.of("java.instrument", "jdk.jdwp.agent", "jdk.jfr", "jdk.management.agent");

  private Launcher() {}

  /// Writes the script.
  ///
  /// @param image a linked image
  static void write(Launch launch, JvmOptions options, Path image) throws IOException {
    Path script = image.resolve("bin").resolve(launch.name());
    Files.writeString(
        script,
        SCRIPT
            .replace("@NAME@", launch.name())
            .replace("@CACHE@", launch.cache())
            .replace("@LACKING@", String.join(" ", lacking(image)))
            .replace("@COLLECTOR@", String.join(" ", options.collector()))
            .replace("@HEAP@", String.join(" ", options.heap()))
            .replace("@LONG@", longCommands(launch))
            .replace("@START@", "-m " + launch.main())
            .replace(
                "@OPTIONS@",
                options.launcher().stream().collect(Collectors.joining(" ", "", " "))));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Returns the pattern of the first argument with which the launcher runs for long.
  private static String longCommands(Launch launch) {
    return launch.longCommands().isEmpty() ? "*" : String.join(" | ", launch.longCommands());
  }

  private static List<String> lacking(Path image) throws IOException {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(image.resolve("release"))) {
      release.load(in);
    }
    List<String> modules =
        List.of(release.getProperty("MODULES", "").replace("\"", "").split(" ", -1));
    return TOOLS.stream().filter(tool -> !modules.contains(tool)).toList();
  }
}
