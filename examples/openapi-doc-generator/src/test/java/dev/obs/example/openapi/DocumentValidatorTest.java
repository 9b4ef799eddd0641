package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid documents, which the validators must reject.
final class DocumentValidatorTest {
  private static final String GOOD =
      """
      {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a/{id}": {
      "get": {"operationId": "a",
      "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
      "responses": {"200": {"description": "OK"}}}}}}
      """;

  DocumentValidatorTest() {}

  @Test
  void acceptAGoodDocument() {
    assertEquals(List.of(), DocumentValidator.errors(GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"version\": \"1\" -> \"x-version\": \"1\"",
        "\"in\": \"path\" -> \"in\": \"paths\"",
        "\"required\": true, -> ",
        "\"description\": \"OK\" -> ",
        "\"type\": \"string\" -> \"type\": \"strange\"",
        "/a/{id} -> a/{id}",
        "/a/{id} -> /a/{other}",
      })
  void complainAboutABadOne(String change) {
    String[] fromTo = change.split(" -> ?", 2);
    assertTrue(GOOD.contains(fromTo[0]));

    assertFalse(DocumentValidator.errors(GOOD.replace(fromTo[0], fromTo[1])).isEmpty());
  }
}
