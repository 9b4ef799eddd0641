package dev.obs.incident.webhook;

import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.model.Incident;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.IncidentSink;
import dev.obs.spi.Scalar;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import java.net.URI;
import java.util.List;

/// Posts incidents as plain JSON to a server that knows what to do with them.
public final class WebhookSink implements IncidentSink {
  /// Many servers put a token into the path.
  static final Scalar<URI> SECRET_PATH =
      new Scalar<>("a URL with http or https and a host", WebhookSink::url, WebhookSink::hidden);

  static final Setting<URI> URL =
      Setting.scalar("url", SECRET_PATH).required().describe("where incidents are posted");

  static final Setting<String> COMPRESSION =
      Setting.choice("compression", "none", "gzip")
          .orElse("none")
          .describe("how requests are compressed");

  /// For [java.util.ServiceLoader].
  public WebhookSink() {}

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        URL, Connection.HEADERS, Connection.TIMEOUT, COMPRESSION, Connection.CERTIFICATE);
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    HttpSenderBuilder _ = request(settings, "obs");
  }

  @Override
  public Exporter<Incident> open(ExtensionContext context) throws SettingException {
    return new OneByOne(
        new WebhookMessages(new Identity(context)),
        request(context, "obs/" + context.version()).clock(context.clock()).build());
  }

  private static HttpSenderBuilder request(Settings settings, String product)
      throws SettingException {
    String remedy = "put it into a header (Authorization)";
    HttpSenderBuilder sender = Connection.to(settings, product, URL, settings.get(URL), remedy);
    Connection.headers(sender, settings);
    return sender.gzip(settings.get(COMPRESSION).equals("gzip")).tls(Connection.tls(settings));
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    boolean http =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return url;
  }

  private static String hidden(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + "/(hidden)";
  }
}
