package dev.obs.example.openapi.jaxrs;

public record Customer(long id, String name) {
  public enum Tier {
    BASIC,
    GOLD
  }
}
