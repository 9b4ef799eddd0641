package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

public class Products extends ReadOnly<String> implements ProductsApi {
  public Products() {}

  @Override
  public String find(String sku) {
    return sku;
  }

  @GET
  @Path("count")
  @Override
  public String count() {
    return "0";
  }
}
