package dev.obs.link;

import org.jspecify.annotations.Nullable;

/// A launcher of an image.
///
/// @param name its name in `bin`
/// @param main its main class, as `MODULE/CLASS`
/// @param training the training run of its AOT cache, or null for a launcher without a cache
record Launch(String name, String main, @Nullable AotTraining training) {

  /// @throws LinkException if a name is invalid
  public Launch {
    LinkException.unless(name, "[A-Za-z0-9][A-Za-z0-9_.-]*", "the launcher's name");
    LinkException.unless(main, "[\\w.]+/[\\w.$]+", "the main class, MODULE/CLASS");
  }

  String module() {
    return main.substring(0, main.indexOf('/'));
  }

  /// Returns the path of its AOT cache, from the image's root.
  String cache() {
    return "lib/" + name + ".aot";
  }
}
