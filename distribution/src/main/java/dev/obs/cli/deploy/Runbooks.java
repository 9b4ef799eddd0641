package dev.obs.cli.deploy;

/// The addresses of the runbooks in alerts.
public final class Runbooks {
  /// The address in the rules: the Prometheus of the alert serves the runbooks itself.
  public static final String SERVED = "{{ $externalURL }}/user";

  private static final String TESTED_PROMETHEUS = "https://prometheus.example";

  private Runbooks() {}

  /// Returns an address as the tests of the rules expect it, whose Prometheus has an address of its
  /// own.
  static String tested(String address) {
    return address.replace("{{ $externalURL }}", TESTED_PROMETHEUS);
  }
}
