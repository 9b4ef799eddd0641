package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathTemplateTest {

  PathTemplateTest() {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users| /users",
        "//a///b| /a/b",
        "/users/{id}| /users/{id}",
        "/users/{ id : \\d+ }| /users/{id}",
        "/u/{id:\\d{1,3}}/x| /u/{id}/x",
        "/u/{id:[^\\{]+}/x| /u/{id}/x",
        "/{a}-{b}.{c}| /{a}-{b}.{c}",
        "/{*rest}| /{rest}",
        "/{}/x| /{variable}/x",
        "/open{brace/x| /open%7Bbrace/x",
        "/close}brace| /close%7Dbrace",
        "/what?#| /what%3F%23",
      })
  void keepsTheNamesOfVariablesOnly(String path, String template) {
    assertEquals(template, PathTemplate.parse(path).template());
  }

  @Test
  void numbersAVariableThatComesTwice() {
    PathTemplate path = PathTemplate.parse("/{id}/x/{id}/{id:.*}");

    assertEquals("/{id}/x/{id2}/{id3}", path.template());
    assertEquals(List.of("id", "id2", "id3"), path.variables());
    assertEquals("/{}/x/{}/{}", path.shape());
  }

  @ParameterizedTest
  @CsvSource(
      value = {"'',''", "'',a", "/api/,/a", "/api,a/", "/api/,''"},
      delimiter = ',')
  void joinsWithOneSlash(String prefix, String path) {
    String joined = PathTemplate.join(prefix, path);

    assertEquals(-1, joined.indexOf("//"));
    assertEquals(
        path.isEmpty() ? prefix : PathTemplate.strip(prefix) + "/" + path.replaceFirst("^/", ""),
        joined);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "/a/{id}| /a/{id}",
        "/files/**| /files/{wildcard}",
        "/files/*.html| /files/{wildcard}.html",
        "/{name:.*}| /{name:.*}",
        "${base:/v1}/a| /v1/a",
        "${base:/${inner:x}}/a| /x/a",
        "/${tenant}/a| /{tenant}/a",
        "/${tenant| /${tenant",
      },
      delimiter = '|')
  void readsSpringsPatterns(String pattern, String plain) {
    assertEquals(plain, SpringPath.plain(pattern));
  }
}
