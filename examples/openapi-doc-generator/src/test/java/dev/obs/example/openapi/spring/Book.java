package dev.obs.example.openapi.spring;

public record Book(String isbn, String title) {
  public enum Genre {
    NOVEL,
    POETRY
  }
}
