package dev.obs.testkit;

/// What a backend can do wrong, and what a sink must make of it.
public enum Fault {
  /// Nobody listens. The sink answers retry.
  DOWN,
  /// The connection breaks in the middle. The sink answers retry.
  RESET,
  /// The request is read and never answered. The sink waits until it is interrupted.
  HANG,
  /// The right answer, a second late. The sink waits for it and sends nothing twice.
  SLOW,
  /// In trouble for now, as HTTP 503. The sink answers retry.
  UNAVAILABLE,
  /// Too many requests, as HTTP 429. The sink answers retry.
  TOO_MANY_REQUESTS,
  /// The same with a wish how long to wait, [Backend#RETRY_AFTER]. The sink passes it on.
  RETRY_AFTER,
  /// Refuses the request for good, as HTTP 400. The sink answers rejected.
  BAD_REQUEST,
  /// Refuses requests of more than 64 KiB before compression for good, as HTTP 413. The sink
  /// answers rejected, or sends smaller requests.
  TOO_LARGE,
  /// Refuses the credentials, as HTTP 401, and repeats them in its answer. The sink keeps them to
  /// itself.
  UNAUTHORIZED,
  /// Takes a batch but for some of its records. The sink says how many, or which.
  PARTIAL,
  /// Answers what its protocol does not know. The sink takes nothing for delivered.
  GARBAGE
}
