package dev.obs.bench.report;

/// A program that does the work of a row.
public enum Side {
  OBS("Obs"),
  OBS_TUNED("Obs tuned"),
  SDK("OpenTelemetry SDK"),
  SDK_TUNED("OpenTelemetry SDK tuned"),
  SDK_REUSED("OpenTelemetry SDK, reused marshaler"),
  MICROMETER("Micrometer"),
  CLIENT_JAVA("client_java"),
  LOG4J2("Log4j2 buffered"),
  LOG4J2_FLUSHED("Log4j2 flushed"),
  LOGBACK("Logback buffered"),
  LOGBACK_FLUSHED("Logback flushed"),
  JACKSON("Jackson"),
  QUARKUS("Quarkus"),
  QUARKUS_CHECKS("Quarkus with checks"),
  /// The same work written by hand for this case only.
  FLOOR("floor");

  private final String title;

  Side(String title) {
    this.title = title;
  }

  /// Returns the name in the table.
  public String title() {
    return title;
  }

  /// Returns whether this is neither Obs nor a floor.
  public boolean isPeer() {
    return this != OBS && this != OBS_TUNED && this != FLOOR;
  }
}
