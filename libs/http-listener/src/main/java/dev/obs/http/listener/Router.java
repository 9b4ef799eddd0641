package dev.obs.http.listener;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The selection of the handler of a request, for allowed hosts only.
final class Router {
  private static final Set<String> SERVED = Set.of("GET", "HEAD");

  /// The known methods that are refused; unknown methods are not implemented (RFC 9110, section
  /// 9.1).
  private static final Set<String> REFUSED =
      Set.of("POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private final Map<String, Route> routes;
  private final AllowedHosts hosts;
  private final Report report;

  Router(Map<String, Route> routes, AllowedHosts hosts, Report report) {
    this.routes = Map.copyOf(routes);
    this.hosts = hosts;
    this.report = report;
  }

  Response answer(RequestHead request) throws BadRequest {
    Optional<HostName> host = host(request);
    if (host.isPresent() && !hosts.serve(host.get())) {
      report.refused(Refusal.HOST);
      return Response.text(421, "this host is not served here; see the setting allowed_hosts\n");
    }
    String origin = request.field("origin");
    if (!origin.isEmpty() && !hosts.trust(HostName.ofOrigin(origin), host)) {
      report.refused(Refusal.ORIGIN);
      return Response.text(403, "this origin is not allowed; see the setting allowed_hosts\n");
    }
    String method = request.method();
    if (!SERVED.contains(method) && !REFUSED.contains(method)) {
      return Response.text(501, "method not implemented\n");
    }
    Target target = request.target();
    Route route = routes.get(target.path());
    if (route == null && !target.isServer()) {
      return Response.text(404, "not found\n");
    }
    if (route == null || !SERVED.contains(method)) {
      return Response.text(405, "method not allowed\n");
    }
    return route.answer(new Request(target.path(), target.query(), Map.copyOf(request.fields())));
  }

  /// Returns the requested host, empty for a request of HTTP/1.0 without one. The target's host has
  /// priority (RFC 9112, section 3.2.2).
  private static Optional<HostName> host(RequestHead request) throws BadRequest {
    Optional<HostName> named = valid(Optional.ofNullable(request.fields().get("host")));
    Optional<HostName> targeted = valid(request.target().host());
    return targeted.or(() -> named);
  }

  private static Optional<HostName> valid(Optional<String> authority) throws BadRequest {
    Optional<HostName> host = authority.flatMap(HostName::parse);
    if (authority.isPresent() && host.isEmpty()) {
      throw BadRequest.malformed("the host is invalid");
    }
    return host;
  }
}
