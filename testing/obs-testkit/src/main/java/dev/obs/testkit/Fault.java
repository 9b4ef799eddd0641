package dev.obs.testkit;

/// The faults of a backend, with the result that a sink must return.
public enum Fault {
  /// Not listening. The sink returns retry.
  DOWN,
  /// The connection breaks during the exchange. The sink returns retry.
  RESET,
  /// The request is read and never answered. The sink waits until it is interrupted.
  HANG,
  /// The correct response, a second late. The sink waits for it and sends nothing twice.
  SLOW,
  /// Temporarily unavailable, as HTTP 503. The sink returns retry.
  UNAVAILABLE,
  /// Too many requests, as HTTP 429. The sink returns retry.
  TOO_MANY_REQUESTS,
  /// The same with a requested delay, [Backend#RETRY_AFTER]. The sink returns the delay.
  RETRY_AFTER,
  /// Refuses the request permanently, as HTTP 400. The sink returns rejected.
  BAD_REQUEST,
  /// Refuses requests of more than 64 KiB before compression permanently, as HTTP 413. The sink
  /// returns rejected, or sends smaller requests.
  TOO_LARGE,
  /// Refuses the credentials, as HTTP 401, and repeats them in its response. The sink does not
  /// reveal them.
  UNAUTHORIZED,
  /// Accepts a batch except for some of its records. The sink returns their number or their
  /// indexes.
  PARTIAL,
  /// An invalid response of the protocol. The sink regards nothing as delivered.
  GARBAGE
}
