package dev.obs.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The user's own application that an image starts.
///
/// @param module its module
/// @param mainClass its main class
record Application(ModuleJar module, String mainClass) {
  private static final String JAR = ".jar";

  /// Finds the application of `--main`.
  ///
  /// @param text a jar or the name of a module, then `/CLASS` unless that specifies its main class
  ///   itself
  /// @param candidates the modules to search by name; the jar is added to them
  /// @throws LinkException if the module does not exist or does not contain the class
  static Application find(String text, Candidates candidates) throws IOException {
    int slash = slash(text);
    String what = slash < 0 ? text : text.substring(0, slash);
    ModuleJar module = what.endsWith(JAR) ? candidates.add(Path.of(what)) : named(what, candidates);
    String mainClass =
        (slash < 0 ? module.mainClass() : Optional.of(text.substring(slash + 1)))
            .orElseThrow(() ->
                new LinkException(
                    "%s declares no main class; add it: --main %s/com.example.Main"
                        .formatted(module.file(), text)));
    if (!module.holds(mainClass)) {
      throw new LinkException("%s holds no class %s".formatted(module.file(), mainClass));
    }
    return new Application(module, mainClass);
  }

  /// Returns the start of the main class, or -1: paths of jars have slashes too.
  private static int slash(String text) {
    if (text.endsWith(JAR) || Files.exists(Path.of(text))) {
      return -1;
    }
    int afterJar = text.lastIndexOf(JAR + "/");
    return afterJar >= 0 ? afterJar + JAR.length() : text.indexOf('/');
  }

  private static ModuleJar named(String name, Candidates candidates) {
    return candidates
        .find(name)
        .orElseThrow(() ->
            new LinkException(
                "no module %s in the image or by --module-path; found are %s"
                    .formatted(
                        name,
                        candidates.all().stream()
                            .map(ModuleJar::name)
                            .filter(each -> !candidates.ships(each))
                            .collect(Collectors.toCollection(TreeSet::new)))));
  }

  /// Returns the last part of the module's name.
  String name() {
    return module.name().substring(module.name().lastIndexOf('.') + 1);
  }

  String main() {
    return module.name() + "/" + mainClass;
  }
}
