package dev.obs.kernel.extension;

import dev.obs.kernel.trust.TrustedFiles;
import dev.obs.kernel.trust.UntrustedException;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.nio.file.Path;

/// Requires that only this user and root can change the files of a plugin, because they run in this
/// process.
final class Permissions {
  private Permissions() {}

  /// The path of a folder without links, checked.
  static Path folder(Path folder) throws PluginRefused {
    return checked(folder, TrustedFiles::folder);
  }

  /// The path of a file without links, checked. It is the file to load: a link may point elsewhere
  /// by then.
  static Path file(Path file) throws PluginRefused {
    return checked(file, TrustedFiles::file);
  }

  private interface Check {
    Path apply(Path path) throws IOException;
  }

  private static Path checked(Path path, Check check) throws PluginRefused {
    try {
      return check.apply(path);
    } catch (UntrustedException refused) {
      throw new PluginRefused(refused.getMessage());
    } catch (IOException unreadable) {
      throw new PluginRefused(path + " cannot be read: " + SafeText.of(unreadable));
    }
  }
}
