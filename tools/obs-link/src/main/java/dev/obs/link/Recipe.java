package dev.obs.link;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/// The recipe of an image, stored in it as the basis of custom images.
///
/// @param launcher the name of its launcher
/// @param main its main class, as `MODULE/CLASS`
/// @param longCommands the commands of the launcher that run for long
/// @param training the training class of the AOT cache, as `MODULE/CLASS`
/// @param roots the requested modules
/// @param jvmOptions JVM options of the launcher
/// @param files paths of the files that are copied into every image
record Recipe(
    String launcher,
    String main,
    SortedSet<String> longCommands,
    String training,
    SortedSet<String> roots,
    List<String> jvmOptions,
    SortedSet<String> files) {
  private static final String PATH = "lib/recipe.properties";

  public Recipe {
    longCommands = new TreeSet<>(longCommands);
    roots = new TreeSet<>(roots);
    jvmOptions = List.copyOf(jvmOptions);
    files = new TreeSet<>(files);
  }

  /// @throws LinkException if the image contains none
  static Recipe read(Path image) throws IOException {
    Path file = image.resolve(PATH);
    if (!Files.exists(file)) {
      throw new LinkException(image + " contains no modules for linking; use the full image");
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return new Recipe(
        one(properties, "launcher"),
        one(properties, "main"),
        new TreeSet<>(list(properties, "long-commands")),
        one(properties, "training"),
        new TreeSet<>(list(properties, "roots")),
        list(properties, "jvm-options"),
        new TreeSet<>(list(properties, "files")));
  }

  /// Writes the recipe, not with [Properties#store], which also writes the time.
  void write(Path image) throws IOException {
    Files.writeString(
        image.resolve(PATH),
        """
        # The recipe of this image, for obs link.
        launcher=%s
        main=%s
        long-commands=%s
        training=%s
        roots=%s
        jvm-options=%s
        files=%s
        """
            .formatted(
                launcher,
                main,
                String.join(" ", longCommands),
                training,
                String.join(" ", roots),
                String.join(" ", jvmOptions),
                String.join(" ", files)));
  }

  private static List<String> list(Properties properties, String key) {
    String text = one(properties, key).strip();
    return text.isEmpty() ? List.of() : List.of(text.split(" +"));
  }

  private static String one(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new LinkException(PATH + " of the image lacks '" + key + "'; build the image again");
    }
    return value;
  }
}
