package dev.obs.cli.deploy;

import java.util.Set;

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
/// @param spoolMebibytes how much the spool may take, dead letters included
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
      new Values(
          "obs-demo", 8080, 9464, "/health", "/ready", "/metrics", "/var/lib/obs/spool", 288);

  /// Folders of the system, over which no volume is to be mounted.
  private static final Set<String> SYSTEM =
      Set.of(
          "",
          "/app",
          "/etc",
          "/home",
          "/mnt",
          "/opt",
          "/run",
          "/srv",
          "/tmp",
          "/usr",
          "/var",
          "/var/lib");

  /// Where the volume of the spool is mounted: the folder around the spool, which Obs makes for
  /// itself alone, because volumes of Kubernetes are open to others and the spool refuses that.
  String volumePath() {
    return isSpoolInVolume() ? parent() : spoolPath;
  }

  /// Whether the spool can be a folder in its volume.
  boolean isSpoolInVolume() {
    return !SYSTEM.contains(parent());
  }

  private String parent() {
    return spoolPath.substring(0, Math.max(0, spoolPath.lastIndexOf('/')));
  }

  /// What the volume holds, in MiB: the spool, and some room for its bookkeeping.
  long volumeSize() {
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
