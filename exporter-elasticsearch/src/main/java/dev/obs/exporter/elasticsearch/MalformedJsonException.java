package dev.obs.exporter.elasticsearch;

/// What was read is not JSON, or not the JSON that is expected.
final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message);
  }
}
