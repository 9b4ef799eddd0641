package dev.obs.bench.quarkus;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// A page without checks.
@Path("/hello")
public class Hello {

  /// Answers at once.
  @GET
  public String hello() {
    return "{\"status\":\"UP\"}";
  }
}
