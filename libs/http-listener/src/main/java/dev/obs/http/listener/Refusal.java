package dev.obs.http.listener;

import java.lang.System.Logger.Level;

/// A reason to refuse a client, as it is counted and logged.
enum Refusal {
  CONNECTIONS("connections", Level.WARNING, "more connections than max_connections"),
  CONNECTIONS_PER_CLIENT(
      "connections_per_client",
      Level.WARNING,
      "more connections of one address than max_connections_per_client"),
  DESCRIPTORS("descriptors", Level.WARNING, "the process has no file descriptor left"),
  REQUEST_TIMEOUT("request_timeout", Level.DEBUG, "a request did not arrive in time"),
  ANSWER_TIMEOUT("answer_timeout", Level.DEBUG, "an answer was not taken in time"),
  HANDLERS("handlers", Level.WARNING, "more requests at once than a page answers"),
  ANSWER_MEMORY("answer_memory", Level.WARNING, "more bytes of answers than max_answer_memory"),
  HOST("host", Level.WARNING, "a request names a host that is not in allowed_hosts"),
  ORIGIN("origin", Level.WARNING, "a request comes from a page of a foreign site"),
  MALFORMED("malformed", Level.DEBUG, "a request is malformed");

  private final String label;
  private final Level level;
  private final String text;

  Refusal(String label, Level level, String text) {
    this.label = label;
    this.level = level;
    this.text = text;
  }

  String label() {
    return label;
  }

  Level level() {
    return level;
  }

  String text() {
    return text;
  }
}
