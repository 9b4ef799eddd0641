package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

public abstract class ReadOnly<T> {
  protected ReadOnly() {}

  @GET
  @Path("count")
  public abstract T count();
}
