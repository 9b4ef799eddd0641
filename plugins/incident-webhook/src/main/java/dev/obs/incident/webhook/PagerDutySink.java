package dev.obs.incident.webhook;

import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.SenderSettings;
import dev.obs.model.Incident;
import dev.obs.model.Secret;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/// The sink that triggers and resolves incidents of PagerDuty.
public final class PagerDutySink implements IncidentSink {
  static final Setting<Secret> ROUTING_KEY =
      Setting.secret("routing_key")
          .required()
          .describe("integration key of the service, Events v2");

  static final Setting<URI> URL =
      Setting.uri("url")
          .orElse(URI.create("https://events.pagerduty.com/v2/enqueue"))
          .describe("URL for events; for accounts in Europe events.eu.pagerduty.com");

  private static final SenderSettings SENDER = Connection.SENDER.to(URL);

  private static final AnswerRules RULES = Connection.rules("check url", "check routing_key");

  private static final String REMEDY = "remove it: the routing key is all that PagerDuty asks for";

  /// Creates an instance for [java.util.ServiceLoader].
  public PagerDutySink() {}

  @Override
  public String type() {
    return "pagerduty";
  }

  @Override
  public List<Setting<?>> settings() {
    return SENDER.with(ROUTING_KEY, URL);
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    HttpSenderBuilder unused = sender(settings);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    URI url = settings.get(URL);
    new Validation(refused).check(() -> Connection.requireNoUser(URL, url, REMEDY));
    SENDER.validate(settings, URL, url, refused);
  }

  @Override
  public Exporter<Incident> open(ExtensionContext context) throws SettingException {
    return new OneByOne(
        new PagerDutyEvents(new ServiceInstance(context), context.get(ROUTING_KEY)),
        sender(context).in(context).build(),
        RULES);
  }

  private static HttpSenderBuilder sender(Settings settings) throws SettingException {
    return Connection.to(SENDER, settings, URL, settings.get(URL), REMEDY);
  }
}
