package dev.obs.incident.webhook;

import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.SenderSettings;
import dev.obs.model.Authority;
import dev.obs.model.Incident;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/// The sink that posts incidents as plain JSON to any server.
public final class WebhookSink implements IncidentSink {
  /// A URL that is hidden, because many servers put a token into the path.
  static final Scalar<URI> SECRET_PATH =
      new Scalar<>("a URL with http or https and a host", WebhookSink::url, WebhookSink::hidden);

  static final Setting<URI> URL =
      Setting.scalar("url", SECRET_PATH).required().describe("URL for incidents");

  private static final SenderSettings SENDER = Connection.SENDER.compressing(false).to(URL);

  /// Any server may receive incidents: each status of 2xx is an acknowledgement.
  static final AnswerRules RULES =
      Connection.rules("check url", "check url and headers")
          .hidingPaths()
          .acknowledgedBy(unused -> true);

  private static final String REMEDY = "put it into a header (Authorization)";

  /// Creates an instance for [java.util.ServiceLoader].
  public WebhookSink() {}

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public List<Setting<?>> settings() {
    return SENDER.with(URL);
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
        new WebhookMessages(new ServiceInstance(context)),
        sender(context).in(context).build(),
        RULES);
  }

  private static HttpSenderBuilder sender(Settings settings) throws SettingException {
    return Connection.to(SENDER, settings, URL, settings.get(URL), REMEDY);
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    boolean http =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!http || Authority.find(url).isEmpty()) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static String hidden(URI url) {
    return url.getScheme() + "://" + Authority.of(url) + "/(hidden)";
  }
}
