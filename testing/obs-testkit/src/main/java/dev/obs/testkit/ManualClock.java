package dev.obs.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that changes only on request. Thread-safe.
///
/// ```java
/// ManualClock clock = ManualClock.at("2026-01-02T03:04:05Z");
/// clock.advance(Duration.ofMinutes(5));
/// ```
public final class ManualClock implements InstantSource {
  private Instant now;

  private ManualClock(Instant now) {
    this.now = now;
  }

  /// Creates a clock at an instant.
  public static ManualClock at(Instant instant) {
    return new ManualClock(instant);
  }

  /// Creates a clock at an instant in the form `2026-01-02T03:04:05Z`.
  public static ManualClock at(String instant) {
    return at(Instant.parse(instant));
  }

  /// Sets it to an instant, which may be in its past.
  public synchronized void set(Instant instant) {
    now = instant;
  }

  /// Moves it forward, or back if negative.
  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }
}
