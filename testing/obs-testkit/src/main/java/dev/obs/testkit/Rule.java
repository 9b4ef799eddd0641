package dev.obs.testkit;

/// A rule for plugins, with its place in the documentation.
enum Rule {
  CONSTRUCTOR(
      "Extension", "an instance is created with its no-argument constructor, which does nothing"),
  TYPE("Extension#type", "a type is of lower-case letters, digits and '-'"),
  SETTINGS(
      "Extension#settings",
      "settings have names of their own, a meaning, and defaults that could also be configured"),
  VALIDATE(
      "Extension#validate",
      "validate refuses the same settings as open, and does not open, connect to or change"
          + " anything"),
  OPEN("Extension kinds' open", "open returns quickly and does not connect"),
  INDEPENDENT("Extension kinds' open", "each call of open gives something independent"),
  HONEST(
      "Exporter#export", "answer honestly: the kernel retries, counts and reports by the answer"),
  FAITHFUL(
      "Exporter#export",
      "a batch is delivered whole, each record once and unchanged except for losses of the format"),
  ALONE(
      "Exporter#export",
      "a record that fails permanently costs no other record: the kernel divides a batch that is"
          + " rejected or throws until the bad one is alone"),
  THROWS(
      "Exporter#export",
      "a batch is dropped if anything but an IOException is thrown several times"),
  RETRY("ExportResult.Retry", "none of it was taken; it may be taken later"),
  AFTER("ExportResult.Retry#after", "how long the server asks to wait"),
  REJECTED("ExportResult.Rejected", "none of it was taken, and it never will be"),
  PARTIAL(
      "ExportResult.PartlyRejected and PerItem",
      "the answer counts or names exactly the records that were not taken"),
  REASON(
      "ExportResult.Retry#reason",
      "a reason is a short cause, the same each time; one log line is written per cause and"
          + " minute"),
  PROMPT("Exporter", "the kernel retries, an exporter answers"),
  INTERRUPT("Exporter", "a call that exceeds the export time-out is interrupted and then ends"),
  CLOSE("Exporter#close", "close releases everything within a second, whatever the backend does"),
  THREADS("Exporter#close", "no thread outlives its creator"),
  SECRET("Setting#secret", "a secret is never shown in a result, an exception or a log line"),
  ONE_AT_A_TIME(
      "Exporter", "the kernel never makes two calls at a time, but calls may come from any thread"),
  OUTLET("MetricOutlet", "an outlet says which temporality it wants for each kind of instrument"),
  PULL("MetricOutlet.Pull", "an outlet serves by itself, and returns its addresses"),
  INSTRUMENTS(
      "SystemProbe#open",
      "instruments follow the semantic conventions' form: dotted lower-case names, a unit, a"
          + " description, finite values"),
  CALLBACKS(
      "SystemProbe#open",
      "callbacks return the last sample, so that a scrape never waits for the system"),
  SAMPLE("Probe#sample", "a sample can be taken again and again, also after an interrupt"),
  SUMMARY("Probe#summary", "headline figures of the last sample, for any thread"),
  CHECK("Check#check", "a check answers within its time-out and can be asked again and again"),
  DETAILS(
      "HealthStatus#details",
      "details may be shown to anyone: no secrets, host names of others or exception texts"),
  SERVE("Endpoint.Listener", "an endpoint serves where it says until it is closed");

  private final String source;
  private final String text;

  Rule(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /// Returns an error with the violation, the rule and the remedy.
  AssertionError broken(String what, String remedy) {
    return new AssertionError(message(what, remedy));
  }

  /// Returns an error with the violation, the rule, the remedy and the exception.
  AssertionError broken(String what, String remedy, Throwable cause) {
    return new AssertionError(message(what, remedy), cause);
  }

  private String message(String what, String remedy) {
    return what + "\n  the rule (dev.obs.spi." + source + "): " + text + "\n  to do: " + remedy;
  }
}
