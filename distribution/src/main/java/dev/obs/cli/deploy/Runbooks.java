package dev.obs.cli.deploy;

/// Where alerts send people to read on.
public final class Runbooks {
  /// As the rules have it: the Prometheus that fired serves them itself.
  public static final String SERVED = "{{ $externalURL }}/user";

  private Runbooks() {}
}
