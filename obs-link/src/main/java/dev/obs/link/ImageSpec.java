package dev.obs.link;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an image holds and how it starts.
///
/// @param name the name of the launcher in `bin`
/// @param main what the launcher starts, as `MODULE/CLASS`
/// @param jars the modules to choose from, with or without descriptors
/// @param roots the modules to link besides the main one, with all that they require
/// @param optional by module name, the modules it can do without: they are not linked for its sake
/// @param jvmOptions options that the launcher gives the JVM
/// @param compression jlink's `--compress`: `zip-0` (fast to link) to `zip-9` (small)
/// @param files further files, by their path in the image
/// @param training the run to make an AOT cache from, or null for an image without one
public record ImageSpec(
    String name,
    String main,
    SortedSet<Path> jars,
    SortedSet<String> roots,
    Map<String, Set<String>> optional,
    List<String> jvmOptions,
    String compression,
    SortedMap<String, Path> files,
    @Nullable AotTraining training) {

  /// @throws LinkException if a name is not one
  public ImageSpec {
    require(name, "[A-Za-z0-9][A-Za-z0-9_.-]*", "the launcher's name");
    require(main, "[\\w.]+/[\\w.$]+", "the main class, MODULE/CLASS");
    jvmOptions.forEach(
        option -> require(option, "-[A-Za-z0-9_.:=+/@%,-]+", "a JVM option for a launcher script"));
    jars = new TreeSet<>(jars);
    roots = new TreeSet<>(roots);
    optional = Map.copyOf(optional);
    jvmOptions = List.copyOf(jvmOptions);
    files = new TreeMap<>(files);
  }

  String mainModule() {
    return main.substring(0, main.indexOf('/'));
  }

  private static void require(String value, String pattern, String what) {
    if (!value.matches(pattern)) {
      throw new LinkException("'%s' is not usable as %s".formatted(value, what));
    }
  }
}
