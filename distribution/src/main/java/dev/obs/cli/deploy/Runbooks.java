package dev.obs.cli.deploy;

/// The addresses of the runbooks in alerts.
public final class Runbooks {
  /// The address in the rules: the Prometheus of the alert serves the runbooks itself.
  public static final String SERVED = "{{ $externalURL }}/user";

  private Runbooks() {}
}
