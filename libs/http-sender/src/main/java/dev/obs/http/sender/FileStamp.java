package dev.obs.http.sender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// The state of a file, which changes with its contents. Links are followed, because a mounted
/// secret is replaced by another target of a link.
///
/// @param identity the file's number in its file system, if it has one
record FileStamp(FileTime modified, long size, String identity) {

  /// Returns the state, or empty if the file cannot be seen.
  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey())));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
