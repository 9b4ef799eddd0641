package dev.obs.example.openapi;

import java.io.IOException;

/// A report of a jar that cannot be documented. The message contains the jar, the defect and, if
/// there is one, the entry.
public final class DocumentationException extends IOException {
  private static final long serialVersionUID = 1L;

  DocumentationException(String message) {
    super(Printable.of(message));
  }

  DocumentationException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
