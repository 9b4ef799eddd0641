package dev.obs.cli.deploy;

/// What differs from one deployment to the next.
///
/// @param name of the service, the container and everything in Kubernetes: lower-case letters,
///   digits and `-`, the first a letter
/// @param healthPort where the health pages are
/// @param metricsPort where the page for Prometheus is
/// @param livenessPath of the health pages
/// @param readinessPath of the health pages
/// @param metricsPath of the page for Prometheus
/// @param spoolPath the spool's folder in the container
/// @param spoolMebibytes how much the spool may take
public record Values(
    String name,
    int healthPort,
    int metricsPort,
    String livenessPath,
    String readinessPath,
    String metricsPath,
    String spoolPath,
    long spoolMebibytes) {

  /// What the deployment files say as they stand.
  public static final Values WRITTEN =
      new Values("obs-demo", 8080, 9464, "/health", "/ready", "/metrics", "/var/lib/obs", 256);

  /// What the volume of the spool holds, in MiB: its files are preallocated a little ahead.
  long volume() {
    return spoolMebibytes + 16;
  }

  /// What the pod asks of its node's disk, in MiB.
  long diskRequest() {
    return spoolMebibytes + 48;
  }

  /// Above which the pod is evicted, in MiB.
  long diskLimit() {
    return spoolMebibytes + 80;
  }
}
