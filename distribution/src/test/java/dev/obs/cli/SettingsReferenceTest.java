package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.config.KernelSettings;
import dev.obs.spi.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The tables of `docs/configuration.md` and the declarations of the settings.
///
/// After a change of a setting write the tables: `mvn -pl distribution -am test
/// -Dtest='*ReferenceTest' -Ddocs.update=true`.
class SettingsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Path MODULES = Path.of("src", "test", "resources", "modules");

  @Test
  void thePageHasEverySettingOfEveryModule() throws IOException {
    List<Extension> extensions = InstalledExtensions.extensions();
    for (Extension extension : extensions) {
      String module = extension.getClass().getPackageName();
      assertTrue(
          module.startsWith("dev.obs.kernel") || Files.exists(MODULES.resolve(module + ".txt")),
          () -> module + " is not a module");
    }

    new GeneratedRegion(PAGE, "settings")
        .check(new SettingsReference(KernelSettings.all(), extensions).markdown());
  }
}
