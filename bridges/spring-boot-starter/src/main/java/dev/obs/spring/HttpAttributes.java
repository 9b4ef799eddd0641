package dev.obs.spring;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names spans of HTTP and their attributes as OpenTelemetry's semantic conventions do, out of the
/// keys of Spring's observations. Other observations keep their names and keys.
final class HttpAttributes {
  private static final Set<String> HTTP = Set.of("http.server.requests", "http.client.requests");

  /// The values of Spring for a route, a status or an exception that does not exist.
  private static final Set<String> NOTHING =
      Set.of("none", "UNKNOWN", "NOT_FOUND", "REDIRECTION", "CLIENT_ERROR", "IO_ERROR", "root");

  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private HttpAttributes() {}

  /// The name of the span: method and route of a request, otherwise that of the observation.
  static String name(Observation.Context context) {
    if (isHttp(context)) {
      String method = value(context, "method");
      String route = value(context, "uri");
      if (method != null) {
        return route == null ? method : method + " " + route;
      }
    }
    String contextual = context.getContextualName();
    String name = contextual == null ? context.getName() : contextual;
    return name == null ? "unnamed" : name;
  }

  private static boolean isHttp(Observation.Context context) {
    return HTTP.contains(String.valueOf(context.getName()));
  }

  private static @Nullable String value(Observation.Context context, String key) {
    KeyValue value = context.getLowCardinalityKeyValue(key);
    return value == null || NOTHING.contains(value.getValue()) ? null : value.getValue();
  }

  /// Sets an attribute, and the status if it says that the request failed.
  static void put(Span span, Observation.Context context, KeyValue each) {
    String value = each.getValue();
    if (!isHttp(context)) {
      span.setAttribute(each.getKey(), value);
      return;
    }
    boolean server = context instanceof ReceiverContext<?>;
    switch (each.getKey()) {
      case "method" -> span.setAttribute("http.request.method", value);
      case "status" -> status(span, context, value, server);
      case "uri" -> known(span, server ? "http.route" : "url.template", value);
      case "exception", "error" -> known(span, "error.type", value);
      case "http.url" -> span.setAttribute(server ? "url.path" : "url.full", value);
      case "client.name" -> known(span, "server.address", value);
      case "outcome" -> {} // follows from the status
      default -> span.setAttribute(each.getKey(), value);
    }
  }

  private static void known(Span span, String key, String value) {
    if (!NOTHING.contains(value)) {
      span.setAttribute(key, value);
    }
  }

  private static void status(Span span, Observation.Context context, String value, boolean server) {
    try {
      int status = Integer.parseInt(value);
      span.setAttribute("http.response.status_code", status);
      if (status >= (server ? SERVER_ERROR : CLIENT_ERROR)) {
        span.setStatus(StatusCode.ERROR);
        if (context.getError() == null) {
          span.setAttribute("error.type", value);
        }
      }
    } catch (NumberFormatException none) {
      // no answer: the span has the exception
    }
  }
}
