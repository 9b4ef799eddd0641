package dev.obs.exporter.file;

import java.io.IOException;

/// A report of another process that writes the same files.
final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(String message) {
    super(message);
  }
}
