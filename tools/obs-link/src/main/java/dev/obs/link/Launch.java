package dev.obs.link;

import org.jspecify.annotations.Nullable;

/// A launcher of an image.
///
/// @param name its name in `bin`
/// @param main what it starts, as `MODULE/CLASS`
/// @param training the run to make its AOT cache from, or null for one without
public record Launch(String name, String main, @Nullable AotTraining training) {

  /// @throws LinkException if a name is not one
  public Launch {
    LinkException.unless(name, "[A-Za-z0-9][A-Za-z0-9_.-]*", "the launcher's name");
    LinkException.unless(main, "[\\w.]+/[\\w.$]+", "the main class, MODULE/CLASS");
  }

  String module() {
    return main.substring(0, main.indexOf('/'));
  }

  /// Where it looks for its AOT cache, from the image's root.
  String cache() {
    return "lib/" + name + ".aot";
  }
}
