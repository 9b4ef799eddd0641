package dev.obs.exporter.otlp;

/// A signal, with its name in keys, paths and environment variables.
enum Signal {
  TRACES("traces"),
  METRICS("metrics"),
  LOGS("logs");

  private final String key;

  Signal(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }

  String path() {
    return "/v1/" + key;
  }
}
