package dev.obs.link.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsColumnsAndPrintsNothingThatSteersATerminal() {
    Table table = Table.of("lane", "dropped");
    table.row("otlp-traces", "1 (\u001B[2J\u009B no\n\u2028\u202e)");
    assertEquals(List.of("lane         dropped", "otlp-traces  1 (?[2J? no???)"), table.lines());
  }

  @Test
  void alignsNumbersRight() {
    Table table = Table.aligned("lrl", "part", "size", "note");
    table.row("image", "44.9 MB", "");
    table.row("cache", "3 MB", "trained");
    assertEquals(
        List.of("part      size  note", "image  44.9 MB", "cache     3 MB  trained"),
        table.lines());
  }
}
