package dev.obs.kernel.spool;

import dev.obs.kernel.trust.TrustedFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Validates the folder of a spool as [Spool#open] does, but makes, locks and changes nothing, so
/// that it can be done beside a process that uses the spool.
public final class SpoolValidation {
  private final Path path;

  private SpoolValidation(Path path) {
    this.path = path;
  }

  /// Validates the folder, or the one in which it would be made.
  ///
  /// @throws SpoolException if it cannot be used
  public static SpoolValidation of(Path path) throws SpoolException {
    SpoolValidation validation = new SpoolValidation(path.toAbsolutePath());
    validation.validate(validation.path);
    return validation;
  }

  /// Validates the folder of a lane.
  ///
  /// @throws SpoolException if it cannot be used
  public void lane(String sink, String signal) throws SpoolException {
    Path lane = path.resolve(Spool.name(sink, signal));
    if (Files.isSymbolicLink(lane)) {
      throw Spool.linked(lane);
    }
    if (Files.exists(path)) {
      validate(lane);
    }
  }

  private void validate(Path folder) throws SpoolException {
    try {
      Path existing = existing(folder);
      if (!Files.isDirectory(existing)) {
        throw existing.equals(folder)
            ? new FileAlreadyExistsException(folder.toString())
            : new FileSystemException(folder.toString(), null, "Not a directory");
      }
      if (existing.equals(folder)) {
        Spool.requireOwnerOnly(folder, TrustedFiles.folder(folder));
      } else {
        TrustedFiles.folderAbove(existing);
      }
      if (!Files.isWritable(existing) || !Files.isExecutable(existing)) {
        throw new AccessDeniedException(existing.toString());
      }
    } catch (SpoolException unusable) {
      throw unusable;
    } catch (IOException failure) {
      throw Spool.unusable(folder, failure);
    }
  }

  /// The folder itself or the lowest one above it that is there.
  private static Path existing(Path folder) {
    Path at = folder;
    while (at.getParent() != null && Files.notExists(at, LinkOption.NOFOLLOW_LINKS)) {
      at = at.getParent();
    }
    return at;
  }
}
