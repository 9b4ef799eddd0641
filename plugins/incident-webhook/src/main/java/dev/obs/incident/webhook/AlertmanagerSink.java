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
  public Exporter<Incident> open(ExtensionContext context) throws SettingException {
    if (context.get(URLS).isEmpty()) {
      throw new SettingException(URLS, "urls is empty; name an Alertmanager");
    }
    Optional<Secret> authorization = authorization(context);
    List<HttpSender> senders = new ArrayList<>();
    for (URI url : context.get(URLS)) {
      HttpSenderBuilder sender =
          Connection.to(context, URLS, alerts(url), "use username and password");
      Connection.headers(sender, context);
      if (authorization.isPresent()) {
        sender.header("Authorization", authorization.get());
      }
      senders.add(sender.tls(Connection.tls(context)).build());
    }
    return new AlertmanagerExporter(new Alerts(new Identity(context)), senders);
  }

  private static URI alerts(URI url) throws SettingException {
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new SettingException(URLS, "a URL has no '?' or '#'; write http://alertmanager:9093");
    }
    return URI.create(url.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
  }

  private static Optional<Secret> authorization(ExtensionContext context) throws SettingException {
    Optional<String> username = context.find(USERNAME);
    Optional<Secret> password = context.find(PASSWORD);
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
