package dev.obs.health.http;

import dev.obs.http.listener.Handler;
import dev.obs.http.listener.Request;
import dev.obs.http.listener.Response;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthReport;
import dev.obs.spi.KernelView;
import java.util.Arrays;

/// A page for a Kubernetes probe, in the format of the API server of Kubernetes.
///
/// ```
/// [+]disk ok
/// [-]memory failed
/// readyz check failed
/// ```
final class ProbePage implements Handler {
  private final KernelView kernel;
  private final HealthKind kind;
  private final String name;

  ProbePage(KernelView kernel, HealthKind kind, String name) {
    this.kernel = kernel;
    this.kind = kind;
    this.name = name;
  }

  @Override
  public Response handle(Request request) {
    HealthReport report = kernel.health(kind);
    String text = verbose(request.query()) ? list(report) : report.up() ? "ok" : "not ok";
    return Response.text(report.up() ? 200 : 503, text);
  }

  private String list(HealthReport report) {
    StringBuilder lines = new StringBuilder();
    report
        .checks()
        .forEach((check, status) ->
            lines
                .append(status.up() ? "[+]" : "[-]")
                .append(check)
                .append(status.up() ? " ok\n" : " failed\n"));
    return lines
        .append(name)
        .append(report.up() ? " check passed\n" : " check failed\n")
        .toString();
  }

  private static boolean verbose(String query) {
    return Arrays.stream(query.split("&", -1))
        .anyMatch(part -> part.equals("verbose") || part.startsWith("verbose="));
  }
}
