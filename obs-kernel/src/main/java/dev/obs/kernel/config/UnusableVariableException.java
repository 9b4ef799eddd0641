package dev.obs.kernel.config;

/// Thrown to an extension that asks for an address which a variable sets to something that is none.
/// The extension is not in use, and the rest runs.
public final class UnusableVariableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableVariableException(String message) {
    super(message);
  }
}
