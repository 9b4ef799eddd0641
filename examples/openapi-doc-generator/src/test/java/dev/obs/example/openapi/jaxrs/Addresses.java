package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;

public class Addresses {
  public Addresses() {}

  @GET
  public String[] all() {
    return new String[0];
  }

  @PUT
  @Path("{id}")
  public Optional<String> one(@PathParam("id") String id, String address) {
    return Optional.empty();
  }

  @Path("{id}/related")
  public Addresses related() {
    return this;
  }
}
