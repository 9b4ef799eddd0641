package dev.obs.exporter.otlp;

/// What is sent, with its name in keys, paths and environment variables.
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
