package dev.obs.incident.webhook;

import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.model.Incident;
import dev.obs.model.Secret;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Posts incidents as alerts to Alertmanager, as Prometheus does.
public final class AlertmanagerSink implements IncidentSink {
  static final Setting<List<URI>> URLS =
      Setting.list(Setting.uri("urls"))
          .required()
          .describe("the Alertmanagers of one cluster, without /api/v2; each is told");

  static final Setting<String> USERNAME =
      Setting.text("username").describe("user for basic authentication");

  static final Setting<Secret> PASSWORD =
      Setting.secret("password").describe("password of the user");

  /// For [java.util.ServiceLoader].
  public AlertmanagerSink() {}

  @Override
  public String type() {
    return "alertmanager";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        URLS, USERNAME, PASSWORD, Connection.HEADERS, Connection.TIMEOUT, Connection.CERTIFICATE);
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    List<HttpSenderBuilder> _ = requests(settings, "obs");
  }

  @Override
  public Exporter<Incident> open(ExtensionContext context) throws SettingException {
    List<HttpSender> senders = new ArrayList<>();
    for (HttpSenderBuilder sender : requests(context, "obs/" + context.version())) {
      senders.add(sender.clock(context.clock()).build());
    }
    return new AlertmanagerExporter(new Alerts(new Identity(context)), senders);
  }

  private static List<HttpSenderBuilder> requests(Settings settings, String product)
      throws SettingException {
    if (settings.get(URLS).isEmpty()) {
      throw new SettingException(URLS, "urls is empty; name an Alertmanager");
    }
    Optional<Secret> authorization = authorization(settings);
    List<HttpSenderBuilder> requests = new ArrayList<>();
    for (URI url : settings.get(URLS)) {
      HttpSenderBuilder sender =
          Connection.to(settings, product, URLS, alerts(url), "use username and password");
      Connection.headers(sender, settings);
      if (authorization.isPresent()) {
        sender.header("Authorization", authorization.get());
      }
      requests.add(sender.tls(Connection.tls(settings)));
    }
    return requests;
  }

  private static URI alerts(URI url) throws SettingException {
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new SettingException(URLS, "a URL has no '?' or '#'; write http://alertmanager:9093");
    }
    return URI.create(url.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
  }

  private static Optional<Secret> authorization(Settings settings) throws SettingException {
    Optional<String> username = settings.find(USERNAME);
    Optional<Secret> password = settings.find(PASSWORD);
    if (username.isPresent() != password.isPresent()) {
      throw username.isPresent()
          ? new SettingException(USERNAME, "username needs a password")
          : new SettingException(PASSWORD, "password needs a username");
    }
    return password.map(secret -> {
      String both = username.orElseThrow() + ":" + secret.reveal();
      byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
      return new Secret("Basic " + Base64.getEncoder().encodeToString(bytes));
    });
  }
}
