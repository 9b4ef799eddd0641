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

/// The content of an image and its start.
///
/// @param launchers the launchers in `bin`
/// @param jars the modules to choose from, with or without descriptors
/// @param components by module name, the libraries that jars were made of, where these are not the
///   jars themselves
/// @param roots the modules to link in addition to those of the launchers, with all their
///   requirements
/// @param optional by module name, its optional modules: they are not linked for its sake
/// @param jvmOptions JVM options of the launchers
/// @param compression jlink's `--compress`: `zip-0` (fast to link) to `zip-9` (small)
/// @param files additional files, by their path in the image
/// @param recipe the recipe for similar images; it is written into the image with linkable copies
///   of all jars, in `modules`. Null for an image without custom images.
record ImageSpec(
    List<Launch> launchers,
    SortedSet<Path> jars,
    SortedMap<String, Component> components,
    SortedSet<String> roots,
    Map<String, Set<String>> optional,
    List<String> jvmOptions,
    String compression,
    SortedMap<String, Path> files,
    @Nullable Recipe recipe) {

  /// @throws LinkException if a name is invalid
  public ImageSpec {
    jvmOptions.forEach(option ->
        LinkException.unless(
            option, "-[A-Za-z0-9_.:=+/@%,-]+", "a JVM option for a launcher script"));
    LinkException.unless(compression, "zip-[0-9]", "the compression, zip-0 to zip-9");
    launchers = List.copyOf(launchers);
    jars = new TreeSet<>(jars);
    components = new TreeMap<>(components);
    roots = new TreeSet<>(roots);
    optional = Map.copyOf(optional);
    jvmOptions = List.copyOf(jvmOptions);
    files = new TreeMap<>(files);
  }
}
