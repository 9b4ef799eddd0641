package dev.obs.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
  @TempDir Path image;

  @BeforeEach
  void makeItsFolder() throws IOException {
    Files.createDirectory(image.resolve("lib"));
  }

  @Test
  void isWrittenWithNothingButWhatTheImageIsMadeOf() throws IOException {
    Recipe recipe =
        new Recipe(
            "obs",
            "cli/cli.Main",
            new TreeSet<>(Set.of("run", "demo")),
            "cli/cli.Training",
            new TreeSet<>(Set.of("b", "a")),
            List.of("-XX:+UseSerialGC", "-Dx=y"),
            new TreeSet<>(Set.of("LICENSE")));

    recipe.write(image);

    assertEquals(
        """
        # The recipe of this image, for obs link.
        launcher=obs
        main=cli/cli.Main
        long-commands=demo run
        training=cli/cli.Training
        roots=a b
        jvm-options=-XX:+UseSerialGC -Dx=y
        files=LICENSE
        """,
        Files.readString(image.resolve("lib/recipe.properties")));
    assertEquals(recipe, Recipe.read(image));
  }

  @Test
  void anImageWithoutOneOrWithADamagedOneIsNamed() throws IOException {
    assertTrue(refusal().contains("contains no modules"), this::refusal);

    Files.writeString(image.resolve("lib/recipe.properties"), "launcher=obs\n");

    assertTrue(refusal().contains("lacks 'main'; build the image again"), this::refusal);
  }

  private String refusal() {
    return String.valueOf(assertThrows(LinkException.class, () -> Recipe.read(image)).getMessage());
  }
}
