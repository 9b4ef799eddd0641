package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

@Path("products")
@Produces("text/plain")
public interface ProductsApi {
  @GET
  @Path("{sku}")
  String find(@PathParam("sku") String sku);
}
