package dev.obs.testkit;

import dev.obs.model.Secret;
import dev.obs.spi.Setting;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Values of a setting that its type allows and that an extension may still refuse.
final class OddValues {
  private static final String TWO_LINES = "two\nlines";

  private OddValues() {}

  /// @param file a file that is neither a folder nor a certificate; beside it a path may be named
  ///   that does not exist
  static List<String> of(Setting<?> setting, Path file) {
    Stream<String> candidates =
        switch (setting.shape()) {
          case SCALAR, LIST -> scalars(setting, file);
          case MAP ->
              scalars(setting, file)
                  .flatMap(text -> Stream.of("name=" + text, "a bad name=" + text));
          case SECTIONS -> Stream.of(); // has no text
        };
    return candidates.toList();
  }

  private static Stream<String> scalars(Setting<?> setting, Path file) {
    if (read(setting, file.toString()) instanceof Path) {
      return Stream.of(file, file.resolveSibling("absent"), file.resolve("below"))
          .map(Path::toString);
    }
    if (read(setting, "http://localhost:1/") instanceof URI) {
      return Stream.of("http://localhost:0/", "https://user%0A:x@localhost:1/");
    }
    Object text = read(setting, TWO_LINES);
    return text instanceof String || text instanceof Secret
        ? Stream.of(TWO_LINES, "ü", "192.0.2.1")
        : Stream.of();
  }

  private static @Nullable Object read(Setting<?> setting, String text) {
    try {
      return setting.scalar().read().apply(text);
    } catch (RuntimeException unfit) {
      return null;
    }
  }
}
