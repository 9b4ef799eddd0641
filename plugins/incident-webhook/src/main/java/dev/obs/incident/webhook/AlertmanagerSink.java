package dev.obs.incident.webhook;

import dev.obs.http.sender.BasicAuthentication;
import dev.obs.http.sender.HttpSender;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The sink of incidents to Alertmanager, as alerts in the form of Prometheus.
public final class AlertmanagerSink implements IncidentSink {
  static final Setting<List<URI>> URLS =
      Setting.list(Setting.uri("urls"))
          .required()
          .describe("Alertmanagers of one cluster, without /api/v2; each is notified");

  private static final SenderSettings SENDER = Connection.SENDER.to(URLS);

  static final BasicAuthentication BASIC = BasicAuthentication.settings();

  private static final String REMEDY = "use username and password";

  /// Creates an instance for [java.util.ServiceLoader].
  public AlertmanagerSink() {}

  @Override
  public String type() {
    return "alertmanager";
  }

  @Override
  public List<Setting<?>> settings() {
    return SENDER.with(URLS, BASIC.username(), BASIC.password());
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    List<HttpSenderBuilder> unused = senders(settings);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    Validation validation =
        new Validation(refused)
            .check(() -> requireUrl(settings))
            .check(() -> BASIC.authorization(settings));
    for (URI url : settings.get(URLS)) {
      validation
          .check(() -> Connection.requireNoUser(URLS, url, REMEDY))
          .check(() -> HttpSender.to(URLS, alerts(url)));
    }
    SENDER.validate(settings, refused);
  }

  @Override
  public Exporter<Incident> open(ExtensionContext context) throws SettingException {
    List<HttpSender> senders = new ArrayList<>();
    for (HttpSenderBuilder sender : senders(context)) {
      senders.add(sender.in(context).build());
    }
    return new AlertmanagerExporter(new Alerts(new ServiceInstance(context)), senders);
  }

  private static List<HttpSenderBuilder> senders(Settings settings) throws SettingException {
    requireUrl(settings);
    Optional<Secret> authorization = BASIC.authorization(settings);
    List<HttpSenderBuilder> senders = new ArrayList<>();
    for (URI url : settings.get(URLS)) {
      HttpSenderBuilder sender = Connection.to(SENDER, settings, URLS, alerts(url), REMEDY);
      if (authorization.isPresent()) {
        sender.authorization(BASIC.password(), authorization.get());
      }
      senders.add(sender);
    }
    return senders;
  }

  private static void requireUrl(Settings settings) throws SettingException {
    if (settings.get(URLS).isEmpty()) {
      throw new SettingException(URLS, "urls is empty; name an Alertmanager");
    }
  }

  private static URI alerts(URI url) throws SettingException {
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new SettingException(URLS, "a URL has no '?' or '#'; write http://alertmanager:9093");
    }
    return URI.create(url.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
  }
}
