package dev.obs.cli.deploy;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The values that differ between deployments.
///
/// @param name the name of the service, the container and all objects in Kubernetes: lower-case
///   letters, digits and `-`, the first a letter
/// @param healthPort the port of the health pages
/// @param metricsPort the port of the page for Prometheus
/// @param livenessPath the path of the liveness page
/// @param readinessPath the path of the readiness page
/// @param metricsPath the path of the page for Prometheus
/// @param spoolPath the spool's folder in the container
/// @param spoolMebibytes the maximum size of the spool, dead letters included
public record Values(
    String name,
    int healthPort,
    int metricsPort,
    String livenessPath,
    String readinessPath,
    String metricsPath,
    String spoolPath,
    long spoolMebibytes) {

  /// The values in the unchanged deployment files.
  public static final Values WRITTEN =
      new Values(
          "obs-demo", 8080, 9464, "/health", "/ready", "/metrics", "/var/lib/obs/spool", 288);

  private static final Pattern MOUNTABLE =
      Pattern.compile("/[^:`\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]+");

  /// Folders of the system, over which a volume must not be mounted.
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

  /// Returns the mount point of the spool's volume: the parent folder of the spool. Obs creates the
  /// spool itself with access for its owner only, because volumes of Kubernetes are open to others
  /// and the spool refuses that.
  String volumePath() {
    return isSpoolInVolume() ? parent() : spoolPath;
  }

  /// Returns whether a container can have a mount point for the spool.
  boolean isSpoolMountable() {
    return MOUNTABLE.matcher(spoolPath).matches()
        && !SYSTEM.contains(spoolPath)
        && !List.of(spoolPath.split("/", -1)).contains("..");
  }

  /// Returns whether the spool can be a folder in its volume.
  boolean isSpoolInVolume() {
    return !SYSTEM.contains(parent());
  }

  private String parent() {
    return spoolPath.substring(0, Math.max(0, spoolPath.lastIndexOf('/')));
  }

  /// Returns the size of the volume in MiB: the spool, and some space for its metadata.
  long volumeSize() {
    return spoolMebibytes + 16;
  }

  /// Returns the pod's request of its node's disk, in MiB.
  long diskRequest() {
    return spoolMebibytes + 48;
  }

  /// Returns the limit in MiB above which the pod is evicted.
  long diskLimit() {
    return spoolMebibytes + 80;
  }
}
