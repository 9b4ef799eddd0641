package dev.obs.example.openapi.jaxrs;

public class Products extends ReadOnly<Integer> implements ProductsApi {
  public Products() {}

  @Override
  public String find(String sku) {
    return sku;
  }

  @Override
  public Integer count() {
    return 0;
  }
}
