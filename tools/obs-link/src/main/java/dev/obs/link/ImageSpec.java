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
/// @param launchers what is in `bin`
/// @param jars the modules to choose from, with or without descriptors
/// @param roots the modules to link besides those of the launchers, with all that they require
/// @param optional by module name, the modules it can do without: they are not linked for its sake
/// @param jvmOptions options that the launchers give the JVM
/// @param compression jlink's `--compress`: `zip-0` (fast to link) to `zip-9` (small)
/// @param files further files, by their path in the image
/// @param recipe how to make images like it; it is written into the image with linkable copies of
///   all jars, in `modules`. Null for an image that others are not made from.
public record ImageSpec(
    List<Launch> launchers,
    SortedSet<Path> jars,
    SortedSet<String> roots,
    Map<String, Set<String>> optional,
    List<String> jvmOptions,
    String compression,
    SortedMap<String, Path> files,
    @Nullable Recipe recipe) {

  /// @throws LinkException if a name is not one
  public ImageSpec {
    jvmOptions.forEach(option ->
        LinkException.unless(
            option, "-[A-Za-z0-9_.:=+/@%,-]+", "a JVM option for a launcher script"));
    LinkException.unless(compression, "zip-[0-9]", "the compression, zip-0 to zip-9");
    launchers = List.copyOf(launchers);
    jars = new TreeSet<>(jars);
    roots = new TreeSet<>(roots);
    optional = Map.copyOf(optional);
    jvmOptions = List.copyOf(jvmOptions);
    files = new TreeMap<>(files);
  }
}
