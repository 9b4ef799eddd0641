package dev.obs.health.http;

import dev.obs.http.listener.Handler;
import dev.obs.http.listener.HttpListener;
import dev.obs.spi.Endpoint;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.KernelView;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The endpoint of the health pages: those of the configuration and those for Kubernetes.
///
/// | page | content | status |
/// |---|---|---|
/// | liveness (`/health`) | JSON `status`, `timestamp`, `version`, `uptime` | 200, or 503 if down |
/// | readiness (`/ready`) | JSON `ready`, `checks`, `timestamp` | 200, or 503 if not ready |
/// | startup | JSON `started`, `checks`, `timestamp` | 200, or 503 while starting |
/// | metrics (`/metrics`) | JSON `system`, `performance`, `lanes`; for Prometheus, its text | 200 |
/// | `/livez`, `/readyz`, `/startupz` | `ok` or `not ok`; with `?verbose` each check | 200 or 503 |
///
/// The status is the contract. All responses are the kernel's last results: a request waits for no
/// check.
public final class HealthEndpoint implements Endpoint {

  /// Creates an instance for [java.util.ServiceLoader].
  public HealthEndpoint() {}

  @Override
  public String type() {
    return "health-http";
  }

  @Override
  public String section() {
    return HealthSettings.SECTION;
  }

  @Override
  public List<Setting<?>> settings() {
    return HealthSettings.ALL;
  }

  @Override
  public void validate(Settings settings) throws SettingException {
    Map<String, String> unused = Pages.types(settings);
    HealthSettings.LISTENER.validate(settings);
  }

  @Override
  public void validate(Settings settings, Consumer<SettingException> refused) {
    Pages.validate(settings, refused);
    new Validation(refused).check(() -> HealthSettings.LISTENER.validate(settings));
  }

  @Override
  public Listener open(ExtensionContext context, KernelView kernel)
      throws IOException, SettingException {
    Map<String, Handler> pages = new Pages(kernel, context.clock()).configured(context);
    HttpListener listener = HttpListener.open(context, HealthSettings.LISTENER, pages);
    List<URI> addresses = pages.keySet().stream().map(listener.address()::resolve).toList();
    return new Listener() {
      @Override
      public List<URI> addresses() {
        return addresses;
      }

      @Override
      public void close() {
        listener.close();
      }
    };
  }
}
