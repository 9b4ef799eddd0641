package dev.obs.link;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A launcher of an image.
///
/// @param name its name in `bin`
/// @param main its main class, as `MODULE/CLASS`
/// @param training the training run of its AOT cache, or null for a launcher without a cache
/// @param longCommands the values of the first argument with which it runs for long; with others it
///   ends soon. Empty if it always runs for long.
record Launch(
    String name, String main, @Nullable AotTraining training, SortedSet<String> longCommands) {

  /// @throws LinkException if a name is invalid
  public Launch {
    LinkException.unless(name, "[A-Za-z0-9][A-Za-z0-9_.-]*", "the launcher's name");
    LinkException.unless(main, "[\\w.]+/[\\w.$]+", "the main class, MODULE/CLASS");
    longCommands.forEach(command ->
        LinkException.unless(command, "[A-Za-z0-9][A-Za-z0-9_-]*", "a command of the launcher"));
    longCommands = new TreeSet<>(longCommands);
  }

  /// A launcher of an application that runs for long.
  Launch(String name, String main, @Nullable AotTraining training) {
    this(name, main, training, new TreeSet<>());
  }

  String module() {
    return main.substring(0, main.indexOf('/'));
  }

  /// Returns the path of its AOT cache, from the image's root.
  String cache() {
    return "lib/" + name + ".aot";
  }
}
