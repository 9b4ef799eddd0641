package dev.obs.dashboards;

/// Units by Grafana's ids.
enum Unit {
  SECONDS("s"),
  BYTES("bytes"),
  BYTES_PER_SECOND("Bps"),
  OPERATIONS_PER_SECOND("ops"),
  PACKETS_PER_SECOND("pps"),
  COUNTS_PER_SECOND("cps"),
  /// A share between 0 and 1, shown in per cent.
  RATIO("percentunit"),
  COUNT("short"),
  NONE("none");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
