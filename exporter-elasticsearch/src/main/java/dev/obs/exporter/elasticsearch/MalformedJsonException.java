package dev.obs.exporter.elasticsearch;

/// A report of text that is not JSON, or not the expected JSON.
final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message);
  }
}
