package dev.obs.cli;

import dev.obs.kernel.Inventory;
import dev.obs.kernel.config.Configuration;
import dev.obs.kernel.config.Redaction;
import dev.obs.link.text.TimeConverter;
import dev.obs.model.HealthKind;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `obs health`: queries the health of a running Obs. For the health check of a container without
/// curl.
///
/// It requests one of the pages `/livez`, `/readyz`, `/startupz`, which are served independently of
/// `health.endpoints`.
@Command(
    name = HealthCommand.NAME,
    header = "Query the health of a running Obs on this machine.",
    description = {
      "Serves as the health check of a container.",
      "Exits with 0 if the process is healthy, with 1 if it is not healthy or does not answer."
    },
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer>, DirectCommand {
  static final String NAME = "health";
  private static final String TYPE = "--type";
  private static final String URL = "--url";
  private static final String TIMEOUT = "--timeout";
  private static final int LIMIT = 64 * 1024;
  private static final String PORT = "health.port";
  private static final String HOST = "health.host";

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = TYPE,
      paramLabel = "TYPE",
      converter = KindConverter.class,
      description = "The check: liveness, readiness or startup. Default: liveness.")
  private HealthKind type = HealthKind.LIVENESS;

  @Option(
      names = URL,
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = "The page to request. Default: the page of the configuration.")
  private @Nullable URI url;

  @Option(
      names = TIMEOUT,
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "The time-out of the request. Default: 3s.")
  private Duration timeout = Duration.ofSeconds(3);

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  HealthCommand() {}

  @Override
  public Integer call() {
    return run(Invocation.of(spec));
  }

  @Override
  public void declare(DirectOptions direct) {
    options.declare(direct);
    direct.value(TYPE, text -> type = new KindConverter().convert(text));
    direct.value(URL, text -> url = new UrlConverter().convert(text));
    direct.value(TIMEOUT, text -> timeout = new TimeConverter().convert(text));
  }

  @Override
  public int run(Invocation invocation) {
    URI page = url == null ? page(settings()) : url;
    if (!"http".equals(page.getScheme()) && !"https".equals(page.getScheme())) {
      throw new CommandException(
          "--url is invalid: expected an address such as http://127.0.0.1:8080/livez, got "
              + SafeText.url(page));
    }
    UnaryOperator<String> redaction = Redaction.of(page); // the answer may repeat the request
    try {
      return ask(page, redaction, invocation.out());
    } catch (IOException | IllegalArgumentException silent) {
      String why = redaction.apply(String.valueOf(silent.getMessage()));
      invocation.err().println("obs: nothing answers at " + SafeText.url(page) + " (" + why + ")");
      return ExitCode.SOFTWARE;
    }
  }

  /// Asks with the client of java.base. The project's own client posts records; this command prints
  /// the body of one page, mostly of this machine, and starts every few seconds in a container.
  private int ask(URI page, UnaryOperator<String> redaction, PrintWriter out) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    int limit = Math.toIntExact(timeout.toMillis());
    connection.setConnectTimeout(limit);
    connection.setReadTimeout(limit);
    connection.setInstanceFollowRedirects(false);
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (body != null) {
      try (body) {
        String text = new String(body.readNBytes(LIMIT), StandardCharsets.UTF_8);
        out.println(redaction.apply(text.strip()));
      }
    }
    out.flush();
    return status == HttpURLConnection.HTTP_OK ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /// A container may lack the variables of the other settings, and it is healthy nevertheless.
  private Configuration settings() {
    return Inventory.endpointSettings(options.toKernel(), "health", Set.of(PORT, HOST));
  }

  private URI page(Configuration configuration) {
    int port = value(configuration, PORT, Integer.class);
    if (port == 0) {
      throw new CommandException("health.port is 0, so its value is unknown here; set --url");
    }
    String host = value(configuration, HOST, String.class);
    String reachable =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    String name =
        switch (type) {
          case LIVENESS -> "livez";
          case READINESS -> "readyz";
          case STARTUP -> "startupz";
        };
    return URI.create("http://" + reachable + ":" + port + "/" + name + "?verbose");
  }

  private static <T> T value(Configuration configuration, String key, Class<T> type) {
    return configuration
        .find(key, type)
        .orElseThrow(() ->
            new CommandException(
                "no module serves health pages here; set --url, or put"
                    + " health-http on the module path"));
  }

  /// A converter of URLs whose errors show no secret.
  static final class UrlConverter implements ITypeConverter<URI> {
    UrlConverter() {}

    @Override
    public URI convert(String value) {
      try {
        return new URI(value);
      } catch (URISyntaxException malformed) {
        throw new TypeConversionException("'" + SafeText.url(value) + "' is not a URL");
      }
    }
  }

  /// A converter of the kinds in lower case.
  static final class KindConverter implements ITypeConverter<HealthKind> {
    KindConverter() {}

    @Override
    public HealthKind convert(String value) {
      try {
        return HealthKind.valueOf(value.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "expected liveness, readiness or startup, got '" + value + "'");
      }
    }
  }
}
