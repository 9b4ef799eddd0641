package dev.obs.example.openapi;

import java.io.IOException;

/// A jar cannot be documented. The message names the jar, what is wrong with it and, where there is
/// one, the entry.
public final class DocumentationException extends IOException {
  private static final long serialVersionUID = 1L;

  DocumentationException(String message) {
    super(Printable.of(message));
  }

  DocumentationException(String message, Throwable cause) {
    super(Printable.of(message), cause);
  }
}
